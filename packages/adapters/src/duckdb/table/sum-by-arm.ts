import { compareCodePoints } from "@liftproof/events";
import type { DuckDb } from "../connection.ts";
import type { SqlValue } from "../sql-value.ts";
import { momentSumsSql } from "./sum-moments.ts";
import type { MomentColumn, MomentRequest } from "./sum-moments.ts";

/** Exact sums of one arm, of all units or of those of one segment. */
export type ArmRow = Readonly<Record<string, SqlValue>> & {
  readonly arm: string;
  readonly units: number;
  /** Null: of all units. */
  readonly dimension: number | null;
  /** The segment; null for units that are in none, and for all units. */
  readonly segment: string | null;
};

/** Sums per arm, and per segment and arm in every dimension, in one scan. By code point of segment and arm. */
export async function sumByArm(
  duckDb: DuckDb,
  relation: string,
  { requests, columns, segmentCount }: { readonly requests: readonly MomentRequest[]; readonly columns: readonly (readonly MomentColumn[])[]; readonly segmentCount: number },
): Promise<readonly ArmRow[]> {
  const sums = requests.map((request, index) => `, ${momentSumsSql(`m${index}`, request, columns[index] ?? [])}`);
  const dimensions = Array.from({ length: segmentCount }, (_, dimension) => dimension);
  const named = dimensions.map((dimension) => `, g${dimension}, GROUPING(g${dimension}) AS all${dimension}`);
  const sets = ["(arm)", ...dimensions.map((dimension) => `(arm, g${dimension})`)].join(", ");
  const rows = await duckDb.all(`SELECT arm, count(*) AS units${named.join("")}${sums.join("")} FROM (${relation}) GROUP BY GROUPING SETS (${sets})`);
  return rows
    .map((row): ArmRow => {
      const dimension = dimensions.find((candidate) => Number(row[`all${candidate}`]) === 0) ?? null;
      const segment = dimension === null ? null : (row[`g${dimension}`] ?? null);
      return { ...row, arm: String(row["arm"]), units: Number(row["units"]), dimension, segment: segment === null ? null : String(segment) };
    })
    .sort((left, right) => compareCodePoints(left.segment ?? "", right.segment ?? "") || compareCodePoints(left.arm, right.arm));
}
