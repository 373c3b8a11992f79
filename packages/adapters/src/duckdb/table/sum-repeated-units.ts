import { AdapterError } from "../../adapter-error.ts";
import type { DuckDb } from "../connection.ts";
import { sumSql, summableScale } from "./exact-scale.ts";
import type { ValueRange } from "./exact-scale.ts";
import { settledRowsSql } from "./settle-units.ts";
import type { SettledRows } from "./settle-units.ts";
import { READABLE } from "./stage-units.ts";
import type { UnitValue } from "./unit-metric.ts";
import { GREATEST_VALUE } from "./value-sql.ts";

/**
 * Adds up the rows of each repeated unit: table `summed (arm, v0, v1, ..., g0, g1, ...)` takes the place of the staged rows, so
 * that everything after sees a file that has one row per unit. A flag counts once: it is set when any row sets it.
 *
 * Whole numbers are added, not doubles: the order of the rows and the number of threads change no bit.
 *
 * @param name - What messages call the file.
 * @throws AdapterError `bad_data` when a unit's sum is beyond 1e140.
 */
export async function sumRepeatedUnits(
  duckDb: DuckDb,
  name: string,
  { values, ranges, rows, ...settled }: { readonly values: readonly UnitValue[]; readonly ranges: readonly ValueRange[]; readonly rows: number } & SettledRows,
): Promise<void> {
  const sums = ranges.map((range, index) => {
    if (values[index]?.parse === "flag") return `, max(v${index}) AS v${index}`;
    return `, ${sumSql(`v${index}`, summableScale(range, rows))} AS v${index}`;
  });
  const segments = Array.from({ length: settled.segmentCount }, (_, dimension) => `, min(s${dimension}) AS g${dimension}`).join("");
  await duckDb.run(`
    CREATE OR REPLACE TEMP TABLE summed AS
    ${settledRowsSql(values.length, settled)}
    UNION ALL
    SELECT min(arm) AS arm${sums.join("")}${segments} FROM staged JOIN repeated USING (unit)
    WHERE rejection = ${READABLE} AND NOT crossed GROUP BY unit;
    DROP TABLE staged; DROP TABLE repeated`);
  if (values.length === 0) return;
  const endless = values.map((_, index) => `count(*) FILTER (abs(v${index}) > ${GREATEST_VALUE}) AS e${index}`);
  const [row] = await duckDb.all(`SELECT ${endless.join(", ")} FROM summed`);
  values.forEach(({ column }, index) => {
    const units = Number(row?.[`e${index}`]);
    if (units === 0) return;
    const message = `${name}: expected sums of ${JSON.stringify(column)} up to ${GREATEST_VALUE}, got more for ${units} unit${units === 1 ? "" : "s"}; divide the column by a power of ten`;
    throw new AdapterError("bad_data", message);
  });
}
