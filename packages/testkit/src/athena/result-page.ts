import type { EngineResult } from "./athena-engine.ts";
import { statementTypes } from "./statement-types.ts";

/** One page of a result as GetQueryResults gives it: the header is the first row of a SELECT and counts toward the page. */
export function resultPage(statement: string, { columns, rows }: EngineResult, input: Readonly<Record<string, unknown>>): object {
  const { StatementType, SubstatementType } = statementTypes(statement);
  const hasHeader = StatementType === "DML" && SubstatementType === "SELECT";
  const header = columns.map(({ name }) => name);
  const all = hasHeader ? [header, ...rows] : rows;
  const size = Math.min(1000, Number(input["MaxResults"] ?? 1000));
  const from = Number(input["NextToken"] ?? 0);
  const until = from + size;
  return {
    ResultSet: {
      Rows: all.slice(from, until).map((cells) => ({ Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })) })),
      ResultSetMetadata: { ColumnInfo: columns.map(({ name, type }) => ({ CatalogName: "hive", Name: name, Label: name, Type: type.replace(/\(.*/, ""), Nullable: "UNKNOWN" })) },
    },
    ...(until < all.length ? { NextToken: `${until}` } : {}),
  };
}
