import type { DuckDb } from "../connection.ts";
import { bitsOfSquares, exactScale, wholeSql } from "./exact-scale.ts";
import type { ExactScale, ValueRange } from "./exact-scale.ts";
import type { StagedSummary } from "./scan-ranges.ts";
import { valueRanges } from "./scan-ranges.ts";
import { settledRowsSql } from "./settle-units.ts";
import type { RepeatRule } from "./settle-units.ts";
import { sumRepeatedUnits } from "./sum-repeated-units.ts";
import type { UnitValue } from "./unit-metric.ts";

/** One row per analyzed unit, its values as whole numbers. */
export interface WholeUnits {
  /** SQL of a relation `arm, q0, q1, ...`. */
  readonly relation: string;
  /** How each `q` reads back. */
  readonly scales: readonly ExactScale[];
  readonly ranges: readonly ValueRange[];
}

/**
 * The analyzed units as whole numbers. Rows of a unit are added before a scale is chosen, so that "sum" over
 * many rows is "first" over the file of their sums.
 *
 * @param name - What messages call the file.
 * @throws AdapterError `bad_data` when a unit's sum is beyond the range of a double.
 */
export async function wholeUnits(
  duckDb: DuckDb,
  name: string,
  { values, staged, repeat }: { readonly values: readonly UnitValue[]; readonly staged: StagedSummary; readonly repeat: RepeatRule },
): Promise<WholeUnits> {
  let { ranges } = staged;
  let units = settledRowsSql(values.length, repeat);
  if (repeat === "sum") {
    await sumRepeatedUnits(duckDb, name, { values, ranges });
    units = "SELECT * FROM summed";
    ranges = await valueRanges(duckDb, values.length, units);
  }
  const scales = ranges.map((range) => exactScale(range, bitsOfSquares(staged.rowsStaged)));
  const wholes = scales.map((scale, index) => `, ${wholeSql(`v${index}`, scale)} AS q${index}`);
  return { relation: `SELECT arm${wholes.join("")} FROM (${units})`, scales, ranges };
}
