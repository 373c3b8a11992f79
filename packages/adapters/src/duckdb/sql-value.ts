import type { DuckDBValue, DuckDBValueConverter } from "@duckdb/node-api";

/**
 * A value that crosses between JavaScript and DuckDB without loss.
 *
 * Going in, a whole number binds as an integer and any other number as DOUBLE. Coming out, BIGINT and HUGEINT are bigint, INTEGER and
 * DOUBLE are numbers; DECIMAL, DATE and TIMESTAMP are their text. Lists and maps are turned into JSON text in SQL, with `to_json`.
 */
export type SqlValue = string | number | bigint | boolean | null;

/**
 * Checks a parameter on its way in.
 *
 * @throws RangeError for a number that is NaN or infinite: neither is data.
 */
export function bindable(value: SqlValue): DuckDBValue {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`parameter: expected a finite number, got ${value}`);
  return value;
}

/** Turns a driver value into a {@link SqlValue}. */
export const scalarConverter: DuckDBValueConverter<SqlValue> = (value) => {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return value;
  const kind = value.constructor.name;
  if (textual.has(kind)) return value.toString();
  throw new TypeError(`result: expected scalar columns, got a ${kind}; wrap the column in to_json(...) in the SQL`);
};

const textual = new Set(["DuckDBDecimalValue", "DuckDBDateValue", "DuckDBTimestampValue", "DuckDBTimestampTZValue", "DuckDBUUIDValue"]);
