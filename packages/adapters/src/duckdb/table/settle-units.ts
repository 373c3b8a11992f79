import type { DuckDb } from "../connection.ts";
import { BAD_VALUE, READABLE } from "./stage-units.ts";

/** What to do with a unit's second row in the same arm: keep the first row, or add the rows up. */
export type RepeatRule = "first" | "sum";

/** Units and rows that leave because a unit stands in the file more than once, and why. */
export interface SettledUnits {
  /** Units with a row in two arms: nobody knows what they saw. */
  readonly crossoverUnits: number;
  readonly crossoverRows: number;
  /** Rows after the first of their unit and arm, when the first one counts. */
  readonly repeatedRows: number;
  /** Units of which no row could be read. */
  readonly unreadableUnits: number;
}

/**
 * Finds the units that stand in the staged table more than once: table `repeated (unit, crossed, first_row)`.
 *
 * A 64-bit hash finds the suspects first, at half the memory of the ids; two ids with one hash only make a
 * suspect that the second look clears. Rows without a unit (each is one of its own) stay out. A row with a bad value still says which arm its unit was in.
 */
export async function settleUnits(duckDb: DuckDb, repeat: RepeatRule): Promise<SettledUnits> {
  const named = `unit IS NOT NULL AND rejection IN (${READABLE}, ${BAD_VALUE})`;
  await duckDb.run(`
    CREATE OR REPLACE TEMP TABLE repeated AS
    SELECT unit, min(arm) <> max(arm) AS crossed, min(rowid) FILTER (rejection = ${READABLE}) AS first_row,
           count(*) FILTER (rejection = ${READABLE}) AS readable_rows
    FROM staged
    WHERE ${named} AND hash(unit) IN (SELECT hash(unit) FROM staged WHERE ${named} GROUP BY 1 HAVING count(*) > 1)
    GROUP BY unit HAVING count(*) > 1`);
  const [counts] = await duckDb.all(`
    SELECT count(*) FILTER (crossed) AS crossover_units,
           coalesce(sum(readable_rows) FILTER (crossed), 0) AS crossover_rows,
           coalesce(sum(readable_rows - 1) FILTER (NOT crossed AND readable_rows > 0), 0) AS repeated_rows,
           count(*) FILTER (NOT crossed AND readable_rows = 0) AS unreadable_units
    FROM repeated`);
  const [alone] = await duckDb.all(
    `SELECT count(*) AS units FROM staged WHERE rejection = ${BAD_VALUE} AND (unit IS NULL OR unit NOT IN (SELECT unit FROM repeated))`,
  );
  return {
    crossoverUnits: Number(counts?.["crossover_units"]),
    crossoverRows: Number(counts?.["crossover_rows"]),
    repeatedRows: repeat === "sum" ? 0 : Number(counts?.["repeated_rows"]),
    unreadableUnits: Number(counts?.["unreadable_units"]) + Number(alone?.["units"]),
  };
}

/** The rows that count, one per analyzed unit: `arm, v0, v1, ...`. With repeat "sum", those of units that have one row. */
export function settledRowsSql(valueCount: number, repeat: RepeatRule): string {
  const columns = Array.from({ length: valueCount }, (_, value) => `, v${value}`).join("");
  return `SELECT arm${columns} FROM staged LEFT JOIN repeated USING (unit)
    WHERE rejection = ${READABLE} AND (crossed IS NULL${repeat === "first" ? " OR (NOT crossed AND staged.rowid = first_row)" : ""})`;
}
