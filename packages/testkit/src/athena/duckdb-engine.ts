import type { DuckDb } from "@liftproof/adapters/duckdb";
import { quoteIdentifier } from "@liftproof/lake";
import type { AthenaEngine } from "./athena-engine.ts";
import { statementTypes } from "./statement-types.ts";

const types: Readonly<Record<string, string>> = { VARCHAR: "varchar", BIGINT: "bigint", INTEGER: "integer", DOUBLE: "double", BOOLEAN: "boolean", DATE: "date", TIMESTAMP: "timestamp", BLOB: "varbinary", HUGEINT: "decimal" };

/** DuckDB in the place of Athena's engine, for statements that both understand. A byte of a cell counts as a byte scanned. */
export function duckDbEngine(database: DuckDb): AthenaEngine {
  return {
    run: async (statement) => {
      const { StatementType, SubstatementType } = statementTypes(statement);
      if (StatementType !== "DML" || SubstatementType !== "SELECT") {
        await database.run(statement);
        return { columns: [], rows: [], scannedBytes: 0 };
      }
      const described = await database.all(`DESCRIBE ${statement}`);
      const columns = described.map((row) => ({ name: String(row["column_name"]), type: typeOf(String(row["column_type"])) }));
      const cells = columns.map(({ name, type }) => (type === "varbinary" ? `hex(${quoteIdentifier(name)})` : `CAST(${quoteIdentifier(name)} AS VARCHAR)`));
      const rows: (string | null)[][] = [];
      for await (const batch of database.stream(`SELECT ${cells.join(", ")} FROM (${statement}\n) AS q`)) rows.push(...batch.map((row) => row.map((cell) => (cell === null ? null : String(cell)))));
      return { columns, rows, scannedBytes: rows.reduce((total, row) => total + row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0), 0) };
    },
  };
}

function typeOf(name: string): string {
  const plain = name.replace(/\(\d.*\)$/, "");
  if (name.endsWith("[]")) return "array";
  if (plain.startsWith("MAP")) return "map";
  if (plain.startsWith("STRUCT")) return "row";
  return types[plain] ?? plain.toLowerCase();
}
