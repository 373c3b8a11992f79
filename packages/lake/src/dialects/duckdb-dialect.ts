import { quoteIdentifier, quoteTable, textLiteral } from "../sql/quote.ts";
import type { LogicalType } from "../tables/table-definition.ts";
import type { Dialect } from "./dialect.ts";
import { duckdbBytes } from "./duckdb-bytes.ts";

const types: Readonly<Record<LogicalType, string>> = {
  string: "VARCHAR",
  bigint: "BIGINT",
  int: "INTEGER",
  whole: "HUGEINT",
  real: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  map: "MAP(VARCHAR, VARCHAR)",
};

/** DuckDB, measured on 1.5.6. */
export const duckdbDialect: Dialect = {
  engine: "duckdb",
  bytes: duckdbBytes,
  type: (type) => types[type],
  table: (name) => quoteTable("lake", name),
  mapGet: (map, key) => `${map}[${textLiteral(key)}]`,
  mapJson: (map) => `CAST(to_json(map_from_entries(list_sort(map_entries(${map})))) AS VARCHAR)`,
  quotient: (dividend, divisor) => `((${dividend}) // (${divisor}))`,
  exactSum: (value) => `SUM(CAST(${value} AS HUGEINT))`,
  wide: (value) => `CAST(${value} AS HUGEINT)`,
  matches: (text, pattern) => `regexp_matches(${text}, ${textLiteral(pattern)})`,
  contains: (text, part) => `(strpos(${text}, ${textLiteral(part)}) > 0)`,
  endsWith: (text, ending) => `suffix(${text}, ${textLiteral(ending)})`,
  foldAscii: (text) => `translate(${text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`,
  sha256: (text) => `sha256(${text})`,
  timestampOf: (micros) => `make_timestamp(${micros})`,
  microsOf: (timestamp) => `epoch_us(${timestamp})`,
  jsonText: (text) => `CAST(to_json(${text}) AS VARCHAR)`,
  itemAt: (array, place) => `list_extract(${array}, ${place})`,
  integerOf: (text) => `CASE WHEN regexp_full_match(${text}, '-?[0-9]{1,18}') THEN CAST(${text} AS BIGINT) END`,
  textRows: (alias, columns, rows) => {
    const names = columns.map(quoteIdentifier).join(", ");
    if (rows.length === 0) return `(SELECT ${columns.map((column) => `CAST(NULL AS VARCHAR) AS ${quoteIdentifier(column)}`).join(", ")} WHERE FALSE) AS ${alias}`;
    return `(VALUES ${rows.map((row) => `(${row.map(textLiteral).join(", ")})`).join(", ")}) AS ${alias} (${names})`;
  },
};
