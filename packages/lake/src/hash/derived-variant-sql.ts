import { coverageCut, cutPoints } from "@liftproof/assignment";
import type { Holdout, LayerSlot } from "@liftproof/assignment";
import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";
import { assignmentHashSql } from "./assignment-hash-sql.ts";
import type { HashedUnit } from "./assignment-hash-sql.ts";

/** The part of an experiment that its hash decides by. */
export interface SplitPlan {
  readonly variants: readonly string[];
  readonly weights: readonly number[];
  /** Of the stages `coverage` and `assign`; a layer and a holdout hash under their own ids. */
  readonly salt: string;
  /** Share in [0, 1]; 1 when absent. */
  readonly coverage?: number;
  readonly layer?: LayerSlot;
  readonly holdout?: Holdout;
}

/**
 * The variant that the hash gives a unit, as an expression; NULL where its stages leave the unit out, or the id is none.
 *
 * What `assign` finds for a unit that is targeted: targeting, prerequisites and earlier assignments depend on more than the hash, so
 * that only units whose reason says `assigned` can be compared. Cut points stand in the text as whole numbers.
 *
 * @throws RangeError when weights do not match variants or a share lies outside [0, 1].
 */
export function derivedVariantSql(dialect: Dialect, { variants, weights, salt, coverage = 1, layer, holdout }: SplitPlan, unit: string): string {
  if (variants.length !== weights.length || variants.length === 0) throw new RangeError(`weights: expected one per variant (${variants.length}), got ${weights.length}`);
  const stage = (purpose: HashedUnit["purpose"], of: string, [from, to]: readonly [number, number]): string => within(dialect, { purpose, salt: of, unit }, [coverageCut(from), coverageCut(to)]);
  const lengthOf = dialect.bytes.byteCount(dialect.bytes.utf8(unit));
  const out = [
    `${unit} IS NULL`,
    `${lengthOf} NOT BETWEEN 1 AND 512`,
    `${unit} = 'undefined'`,
    `strpos(${unit}, chr(31)) > 0`,
    ...(holdout === undefined ? [] : [stage("layer", holdout.id, [0, holdout.share])]),
    ...(layer === undefined ? [] : [`NOT ${stage("layer", layer.id, layer.slots)}`]),
    ...(coverage === 1 ? [] : [`NOT ${stage("coverage", salt, [0, coverage])}`]),
  ];
  const cuts = cutPoints(weights);
  const arm = (at: number): string => textLiteral(variants[at] ?? "");
  // A CASE takes its branches in order, so the last hash is computed for the units that are in.
  const drawn = variants.length === 1 ? arm(0) : dialect.bytes.bind("bucket", assignmentHashSql(dialect, { purpose: "assign", salt, unit }),
    `CASE ${cuts.slice(0, -1).map((cut, at) => `WHEN bucket < ${cut} THEN ${arm(at)}`).join(" ")} ELSE ${arm(cuts.length - 1)} END`);
  return `CASE ${out.map((condition) => `WHEN ${condition} THEN NULL`).join(" ")} ELSE ${drawn} END`;
}

function within(dialect: Dialect, hashed: HashedUnit, [lower, upper]: readonly [number, number]): string {
  if (lower >= upper) return "FALSE";
  if (lower === 0 && upper === 4294967296) return "TRUE";
  return dialect.bytes.bind("point", assignmentHashSql(dialect, hashed), `(point >= ${lower} AND point < ${upper})`);
}
