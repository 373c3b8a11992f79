/**
 * The record with every number that is no measurement as `null`, which only nullable fields of the rows
 * can hold, and every number below 1e-100 as 0, whose inverse a chart could not take.
 */
export function measured<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([key, value]: [string, unknown]) => [key, typeof value === "number" ? measurement(value) : value]);
  return Object.fromEntries(entries) as Row;
}

function measurement(value: number): number | null {
  if (!isMeasurement(value)) return null;
  return Math.abs(value) < 1e-100 ? 0 : value;
}

/** Nothing that is counted or measured comes near 1e18, and a chart of larger numbers would overflow. */
export function isMeasurement(value: number): boolean {
  return Math.abs(value) <= 1e18;
}
