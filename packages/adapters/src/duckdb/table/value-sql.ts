import type { UnitValue } from "./unit-metric.ts";

/** How numbers are written in the file. */
export type DecimalMark = "." | ",";

/** The SQL of a cell's value as DOUBLE: NULL when the cell is blank or cannot be read. */
export function valueSql(cell: string, { parse }: UnitValue, decimal: DecimalMark): string {
  if (parse === "flag") {
    return `CASE WHEN lower(trim(${cell})) IN ('1', 'true', 't', 'yes') THEN 1.0::DOUBLE WHEN lower(trim(${cell})) IN ('0', 'false', 'f', 'no') THEN 0.0::DOUBLE END`;
  }
  // The engine reads 1_000 and infinity as numbers; a spreadsheet does not write them.
  const strange = decimal === "," ? `(contains(${cell}, '_') OR contains(${cell}, '.'))` : `contains(${cell}, '_')`;
  const text = decimal === "," ? `replace(${cell}, ',', '.')` : cell;
  const number = `TRY_CAST(${text} AS DOUBLE)`;
  return `CASE WHEN NOT ${strange} AND isfinite(${number}) THEN ${number} END`;
}

/** The SQL of "this cell holds nothing", which makes the unit missing for the metric and is no fault. */
export function blankSql(cell: string): string {
  return `(${cell} IS NULL OR trim(${cell}) = '')`;
}
