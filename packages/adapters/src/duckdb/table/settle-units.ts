import type { DuckDb } from "../connection.ts";
import { BAD_VALUE, READABLE } from "./stage-units.ts";

/** What to do with a unit's second row in the same arm: keep the first row, or add the rows up. */
export type RepeatRule = "first" | "sum";

/** How rows become units. */
export interface SettleOptions {
  readonly repeat: RepeatRule;
  /** How many columns `g0, g1, ...` name segments. */
  readonly segmentCount: number;
}

/** How rows became units. */
export interface SettledRows extends SettleOptions, Pick<SettledUnits, "repeatedUnits"> {}

/** Units and rows that leave because a unit stands in the file more than once, and why. */
export interface SettledUnits {
  /** Units with a row in two arms: nobody knows what they saw. */
  readonly crossoverUnits: number;
  readonly crossoverRows: number;
  /** Rows after the first of their unit and arm, when the first one counts. */
  readonly repeatedRows: number;
  /** Units of which no row could be read. */
  readonly unreadableUnits: number;
  /** Per segment column: analyzed units whose rows name two segments. */
  readonly crossedSegments: readonly number[];
  /** Units with two rows or more: the size of the table. */
  readonly repeatedUnits: number;
}

/**
 * Finds the units that stand in the staged table more than once: table `repeated (unit, crossed, first_row, readable_rows, s0, x0, ...)`,
 * where `s` is the one segment that the rows of a unit name and `x` says that they name several.
 *
 * 48 bits of a hash find the suspects first: sorting them costs half of grouping them, and a sort key may have no more to be
 * compared as one machine word. Two ids with the same 48 bits only make suspects that the second look
 * clears. Rows without a unit (each is one of its own) stay out. A row with a bad value still says which arm its unit was in.
 */
export async function settleUnits(duckDb: DuckDb, { repeat, segmentCount }: SettleOptions): Promise<SettledUnits> {
  const dimensions = Array.from({ length: segmentCount }, (_, dimension) => dimension);
  const segments = dimensions.map((dimension) => {
    const [least, most] = ["min", "max"].map((end) => `${end}(g${dimension}) FILTER (rejection = ${READABLE})`);
    return `, CASE WHEN ${least} = ${most} THEN ${least} END AS s${dimension}, coalesce(${least} <> ${most}, false) AS x${dimension}`;
  });
  const named = `unit IS NOT NULL AND rejection IN (${READABLE}, ${BAD_VALUE})`;
  const hashed = "SELECT *, staged.rowid AS place, CAST(hash(unit) & 4294967295 AS UINTEGER) AS low, CAST(hash(unit) >> 48 AS USMALLINT) AS high FROM staged";
  await duckDb.run(`
    CREATE OR REPLACE TEMP TABLE repeated AS
    SELECT unit, min(arm) <> max(arm) AS crossed, min(place) FILTER (rejection = ${READABLE}) AS first_row,
           count(*) FILTER (rejection = ${READABLE}) AS readable_rows${segments.join("")}
    FROM (${hashed})
    WHERE ${named} AND (low, high) IN (
      SELECT DISTINCT low, high
      FROM (SELECT low, high, lag(low) OVER sorted AS low_before, lag(high) OVER sorted AS high_before FROM (${hashed}) WHERE ${named} WINDOW sorted AS (ORDER BY low, high))
      WHERE low = low_before AND high = high_before)
    GROUP BY unit HAVING count(*) > 1`);
  const [counts] = await duckDb.all(`
    SELECT count(*) AS repeated_units, count(*) FILTER (crossed) AS crossover_units,
           coalesce(sum(readable_rows) FILTER (crossed), 0) AS crossover_rows,
           coalesce(sum(readable_rows - 1) FILTER (NOT crossed AND readable_rows > 0), 0) AS repeated_rows,
           count(*) FILTER (NOT crossed AND readable_rows = 0) AS unreadable_units
           ${dimensions.map((dimension) => `, count(*) FILTER (NOT crossed AND x${dimension}) AS crossed${dimension}`).join("")}
    FROM repeated`);
  const [alone] = await duckDb.all(
    `SELECT count(*) AS units FROM staged WHERE rejection = ${BAD_VALUE} AND (unit IS NULL OR unit NOT IN (SELECT unit FROM repeated))`,
  );
  return {
    crossoverUnits: Number(counts?.["crossover_units"]),
    crossoverRows: Number(counts?.["crossover_rows"]),
    repeatedRows: repeat === "sum" ? 0 : Number(counts?.["repeated_rows"]),
    unreadableUnits: Number(counts?.["unreadable_units"]) + Number(alone?.["units"]),
    crossedSegments: dimensions.map((dimension) => Number(counts?.[`crossed${dimension}`])),
    repeatedUnits: Number(counts?.["repeated_units"]),
  };
}

/** The rows that count, one per analyzed unit: `arm, v0, v1, ..., g0, g1, ...`. With repeat "sum", those of units that have one row. */
export function settledRowsSql(valueCount: number, { repeat, segmentCount, repeatedUnits }: SettledRows): string {
  const columns = Array.from({ length: valueCount }, (_, value) => `, v${value}`).join("");
  if (repeatedUnits === 0) {
    const own = Array.from({ length: segmentCount }, (_, dimension) => `, g${dimension}`).join("");
    return `SELECT arm${columns}${own} FROM staged WHERE rejection = ${READABLE}`;
  }
  const segments = Array.from({ length: segmentCount }, (_, dimension) => `, CASE WHEN crossed IS NULL THEN g${dimension} ELSE s${dimension} END AS g${dimension}`).join("");
  return `SELECT arm${columns}${segments} FROM staged LEFT JOIN repeated USING (unit)
    WHERE rejection = ${READABLE} AND (crossed IS NULL${repeat === "first" ? " OR (NOT crossed AND staged.rowid = first_row)" : ""})`;
}
