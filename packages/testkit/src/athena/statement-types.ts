/** How Athena sorts statements. */
export interface StatementTypes {
  readonly StatementType: "DML" | "DDL" | "UTILITY";
  readonly SubstatementType: string;
}

const dml: ReadonlySet<string> = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "EXPLAIN", "OPTIMIZE", "VACUUM"]);
const utility: ReadonlySet<string> = new Set(["SHOW", "DESCRIBE", "DESC"]);

/** The kind of a statement by its first word; a table made from a query is DDL of the kind CREATE_TABLE_AS_SELECT. */
export function statementTypes(statement: string): StatementTypes {
  const word = /^[\s(]*(\w+)/.exec(statement)?.[1]?.toUpperCase() ?? "";
  const name = word === "WITH" || word === "VALUES" || word === "TABLE" ? "SELECT" : word;
  if (utility.has(name)) return { StatementType: "UTILITY", SubstatementType: name };
  if (dml.has(name)) return { StatementType: "DML", SubstatementType: name };
  const isAsSelect = name === "CREATE" && /^\s*create\s+table\b[\s\S]*?\bas\s+(?:select|with|values)\b/i.test(statement);
  return { StatementType: "DDL", SubstatementType: isAsSelect ? "CREATE_TABLE_AS_SELECT" : name };
}
