import { quoteIdentifier, quoteTable, textLiteral } from "../sql/quote.ts";
import type { LogicalType } from "../tables/table-definition.ts";
import type { Dialect } from "./dialect.ts";
import { trinoBytes } from "./trino-bytes.ts";

const types: Readonly<Record<LogicalType, string>> = {
  string: "varchar",
  bigint: "bigint",
  int: "integer",
  whole: "decimal(38, 0)",
  real: "double",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp(6)",
  map: "map(varchar, varchar)",
};

/** Trino 435 and Athena engine version 3, written from their documentation. */
export const trinoDialect: Dialect = {
  engine: "trino",
  bytes: trinoBytes,
  type: (type) => types[type],
  table: (name) => quoteTable("lake", name),
  mapGet: (map, key) => `element_at(${map}, ${textLiteral(key)})`,
  mapJson: (map) => `json_format(CAST(${map} AS json))`,
  // Division of decimals rounds to the nearest; taking the remainder off first leaves nothing to round.
  quotient: (dividend, divisor) => `(((${dividend}) - mod((${dividend}), (${divisor}))) / (${divisor}))`,
  exactSum: (value) => `SUM(CAST(${value} AS decimal(38, 0)))`,
  wide: (value) => `CAST(${value} AS decimal(38, 0))`,
  matches: (text, pattern) => `regexp_like(${text}, ${textLiteral(pattern)})`,
  contains: (text, part) => `(strpos(${text}, ${textLiteral(part)}) > 0)`,
  // There is no function for it. A text shorter than the ending is compared whole, and differs.
  endsWith: (text, ending) => `(substr(${text}, greatest(length(${text}) - ${Array.from(ending).length - 1}, 1)) = ${textLiteral(ending)})`,
  foldAscii: (text) => `translate(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`,
  sha256: (text) => `lower(to_hex(sha256(to_utf8(${text}))))`,
  timestampOf: (micros) => `CAST(from_unixtime_nanos(CAST(${micros} AS decimal(38, 0)) * 1000) AT TIME ZONE 'UTC' AS timestamp(6))`,
  // Neither date_diff nor to_unixtime is exact to the microsecond, so those are read from the text behind the whole seconds.
  microsOf: (timestamp) => `(date_diff('second', TIMESTAMP '1970-01-01 00:00:00', ${timestamp}) * 1000000 + CAST(substr(CAST(${timestamp} AS varchar), 21, 6) AS bigint))`,
  jsonText: (text) => `json_format(CAST(${text} AS json))`,
  itemAt: (array, place) => `element_at(${array}, ${place})`,
  integerOf: (text) => `CASE WHEN regexp_like(${text}, '^-?[0-9]{1,18}$') THEN CAST(${text} AS bigint) END`,
  textRows: (alias, columns, rows) => {
    const names = columns.map(quoteIdentifier).join(", ");
    if (rows.length === 0) return `(SELECT ${columns.map((column) => `CAST(NULL AS varchar) AS ${quoteIdentifier(column)}`).join(", ")} WHERE FALSE) AS ${alias}`;
    return `(VALUES ${rows.map((row) => `(${row.map(textLiteral).join(", ")})`).join(", ")}) AS ${alias} (${names})`;
  },
};
