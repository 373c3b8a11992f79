import type { WinsorOptions } from "@liftproof/estimators";
import type { DuckDb } from "../connection.ts";
import { cutSql, winsorCuts } from "./winsor-cuts.ts";
import type { WinsorCut } from "./winsor-cuts.ts";
import { bitsOfSquares, exactScale, wholeSql } from "./exact-scale.ts";
import type { ExactScale, ValueRange } from "./exact-scale.ts";
import type { StagedSummary } from "./scan-ranges.ts";
import { valueRanges } from "./scan-ranges.ts";
import { settledRowsSql } from "./settle-units.ts";
import type { SettledRows } from "./settle-units.ts";
import { sumRepeatedUnits } from "./sum-repeated-units.ts";
import type { UnitValue } from "./unit-metric.ts";

/** One row per analyzed unit, its values as whole numbers. */
export interface WholeUnits {
  /** SQL of a relation `arm, q0, q1, ..., z.., g0, g1, ...`: the values, then the winsorised ones; whether those asked for are other than zero; the segments. */
  readonly relation: string;
  /** SQL of the same rows with the values as they stand in the file: `arm, v0, v1, ..., g0, g1, ...`. */
  readonly units: string;
  /** How each `q` reads back. */
  readonly scales: readonly ExactScale[];
  readonly ranges: readonly ValueRange[];
  /** Where each winsorised value was cut off, in the order they were asked for. */
  readonly cuts: readonly WinsorCut[];
}

/** What is known of the staged rows, and what is wanted of the units. */
export interface WholeUnitsInput extends SettledRows {
  readonly values: readonly UnitValue[];
  readonly staged: StagedSummary;
  /** Values wanted once more, winsorised; they follow the others. */
  readonly winsorized: readonly { readonly value: number; readonly winsorize: WinsorOptions }[];
  /** Values, winsorised ones among them, of which units other than zero are to be counted. */
  readonly nonzero: readonly number[];
}

/**
 * The analyzed units as whole numbers. Rows of a unit are added before a scale is chosen, so that "sum" over
 * many rows is "first" over the file of their sums.
 *
 * @param name - What messages call the file.
 * @throws AdapterError `bad_data` when a unit's sum is beyond 1e140.
 */
export async function wholeUnits(duckDb: DuckDb, name: string, { values, staged, winsorized, nonzero, ...settle }: WholeUnitsInput): Promise<WholeUnits> {
  let { ranges } = staged;
  let units = settledRowsSql(values.length, settle);
  if (settle.repeat === "sum" && settle.repeatedUnits > 0) {
    await sumRepeatedUnits(duckDb, name, { values, ranges, rows: staged.rowsStaged, ...settle });
    units = "SELECT * FROM summed";
    ranges = await valueRanges(duckDb, values.map((_, value) => value), units);
  }
  const cuts = await winsorCuts(duckDb, units, winsorized);
  if (cuts.length > 0) {
    const columns = cuts.map((cut, index) => `, ${cutSql(cut)} AS v${values.length + index}`);
    units = `SELECT *${columns.join("")} FROM (${units})`;
    ranges = [...ranges, ...(await valueRanges(duckDb, cuts.map((_, index) => values.length + index), units))];
  }
  const scales = ranges.map((range) => exactScale(range, bitsOfSquares(staged.rowsStaged)));
  const wholes = scales.map((scale, index) => `, ${wholeSql(`v${index}`, scale)} AS q${index}`);
  const counted = [...new Set(nonzero)].map((value) => `, CAST(v${value} <> 0 AS TINYINT) AS z${value}`);
  const segments = Array.from({ length: settle.segmentCount }, (_, dimension) => `, g${dimension}`);
  return { relation: `SELECT arm${wholes.join("")}${counted.join("")}${segments.join("")} FROM (${units})`, units, scales, ranges, cuts };
}
