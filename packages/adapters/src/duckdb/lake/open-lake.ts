import { createTable, ddl } from "@liftproof/lake";
import { openDuckDb } from "../connection.ts";
import type { DuckDb, DuckDbOptions } from "../connection.ts";
import { completeTable } from "./complete-table.ts";
import { experimentInferenceTable, factExperimentResultTable } from "./experiments/result-tables.ts";

/** A lake in DuckDB: the connection, and the promise that every table is there. */
export type Lake = DuckDb;

/** Opens a lake, creating the file and its tables when they are not there. */
export async function openLake(options: DuckDbOptions = {}): Promise<Lake> {
  const lake = await openDuckDb(options);
  try {
    if (options.readOnly !== true) {
      for (const statement of ddl({ engine: "duckdb" })) await lake.run(statement);
      for (const table of [factExperimentResultTable, experimentInferenceTable]) {
        await lake.run(createTable(table, { engine: "duckdb" }));
        await completeTable(lake, table);
      }
    }
    return lake;
  } catch (cause) {
    await lake.close();
    throw cause;
  }
}
