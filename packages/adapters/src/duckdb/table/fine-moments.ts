import { jointMomentsOf, mergeJointMoments } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import type { DuckDb } from "../connection.ts";
import type { SqlValue } from "../sql-value.ts";
import type { BandPlace } from "./segmented-bands.ts";
import type { ArmRow } from "./sum-by-arm.ts";
import { momentsOfSums } from "./sum-moments.ts";
import type { ImputedCovariate, MomentColumn, MomentRequest } from "./sum-moments.ts";

/** Moments of one metric in one group of units where the sums of whole numbers are too coarse for it; undefined where they serve. */
export type FineMoments = (group: BandPlace) => JointMoments | undefined;

/** The sums that were made, and from what. */
export interface SummedMoments {
  readonly requests: readonly MomentRequest[];
  readonly columns: readonly (readonly MomentColumn[])[];
  readonly rows: readonly ArmRow[];
  readonly segmentCount: number;
}

/** Steps that a standard deviation must span, times the root of the units: rounding then changes a variance by some 2e-12 of it. */
const FEWEST_STEPS = 2 ** 39;

/**
 * Moments read anew where one scale for a whole column does not serve every arm: one value a million times those of another
 * arm would leave that arm a handful of steps.
 *
 * The rows come sorted, so that no thread changes a bit, and are added in doubles around their own mean. Such columns are
 * rare, so the others pay nothing for them.
 *
 * @param units - SQL of the analyzed units, with the values as they stand in the file.
 */
export async function fineMoments(duckDb: DuckDb, units: string, { requests, columns, rows, segmentCount }: SummedMoments): Promise<FineMoments> {
  const found = new Map<string, JointMoments>();
  for (const [metric, request] of requests.entries()) {
    const scaled = columns[metric] ?? [];
    if (!rows.some((row) => isCoarse(momentsOfSums(`m${metric}`, row, scaled), scaled))) continue;
    for (const dimension of [null, ...Array.from({ length: segmentCount }, (_, at) => at)]) {
      await readMoments(duckDb, sortedSql(units, request, dimension), { columns: scaled, covariates: request.covariates, own: request.own.length, add: (arm, segment, part) => {
        const key = keyOf({ metric, dimension, segment, arm });
        const known = found.get(key);
        found.set(key, known === undefined ? part : mergeJointMoments(known, part));
      } });
    }
  }
  return (group) => found.get(keyOf(group));
}

function isCoarse({ count, crossProducts }: JointMoments, columns: readonly MomentColumn[]): boolean {
  if (count < 2) return false;
  // The root of the sum of squares is the deviation times the root of the units.
  return columns.some(({ scale }, at) => scale.isRounded === true && Math.sqrt(crossProducts[at]?.[at] ?? 0) * scale.scale < FEWEST_STEPS);
}

/** Rows `arm, segment, values...` of one metric, equal rows side by side. */
function sortedSql(units: string, { own, covariates }: MomentRequest, dimension: number | null): string {
  const values = [...own, ...covariates.map(({ value }) => value)].map((value) => `v${value}`);
  const present = own.map((value) => `v${value} IS NOT NULL`).join(" AND ");
  const segment = dimension === null ? "CAST(NULL AS VARCHAR)" : `g${dimension}`;
  return `SELECT arm, ${segment} AS segment, ${values.map((value, at) => `${value} AS x${at}`).join(", ")} FROM (${units}) WHERE ${present} ORDER BY ALL`;
}

interface Reading {
  readonly columns: readonly MomentColumn[];
  readonly covariates: readonly ImputedCovariate[];
  /** How many of the values are the metric's own. */
  readonly own: number;
  readonly add: (arm: string, segment: string | null, part: JointMoments) => void;
}

async function readMoments(duckDb: DuckDb, sql: string, { columns, covariates, own, add }: Reading): Promise<void> {
  const width = columns.length;
  let arm: SqlValue = null;
  let segment: SqlValue = null;
  let waiting: number[][] = [];
  const flush = (): void => {
    if (waiting.length > 0) add(String(arm), segment === null ? null : String(segment), jointMomentsOf(waiting, width));
    waiting = [];
  };
  for await (const chunk of duckDb.stream(sql)) {
    for (const [rowArm = null, rowSegment = null, ...values] of chunk) {
      if (rowArm !== arm || rowSegment !== segment || waiting.length === 65_536) flush();
      [arm, segment] = [rowArm, rowSegment];
      waiting.push(columnValues(values, { columns, covariates, own }));
    }
  }
  flush();
}

/** The columns of the joint moments of one row: what is missing is put in as it was for the sums, with its indicator behind it. */
function columnValues(values: readonly SqlValue[], { columns, covariates, own }: Omit<Reading, "add">): number[] {
  const row = values.slice(0, own).map(Number);
  covariates.forEach(({ imputed }, at) => {
    const value = values[own + at] ?? null;
    if (imputed === undefined) {
      row.push(Number(value));
      return;
    }
    const { center = 0, scale = 1 } = columns[row.length]?.scale ?? {};
    row.push(value === null ? center + Number(imputed) / scale : Number(value), value === null ? 1 : 0);
  });
  return row;
}

function keyOf({ metric, dimension, segment, arm }: BandPlace): string {
  return JSON.stringify([metric, dimension, segment, arm]);
}
