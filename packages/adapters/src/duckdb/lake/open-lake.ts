import { resultColumns } from "@liftproof/experiments";
import { createTable, ddl } from "@liftproof/lake";
import type { TableDefinition } from "@liftproof/lake";
import { openDuckDb } from "../connection.ts";
import type { DuckDb, DuckDbOptions } from "../connection.ts";

/** `lake.fact_experiment_result`; its columns are the experiment package's to decide. */
export const factExperimentResultTable: TableDefinition = {
  name: "fact_experiment_result",
  tier: "gold",
  comment: "One metric and treatment of one experiment phase as of one instant.",
  grain: ["exp_id", "phase", "metric", "treatment", "segment", "as_of_us"],
  columns: resultColumns,
};

/** A lake in DuckDB: the connection, and the promise that every table is there. */
export type Lake = DuckDb;

/** Opens a lake, creating the file and its tables when they are not there. */
export async function openLake(options: DuckDbOptions = {}): Promise<Lake> {
  const lake = await openDuckDb(options);
  try {
    if (options.readOnly !== true) {
      for (const statement of ddl({ engine: "duckdb" })) await lake.run(statement);
      await lake.run(createTable(factExperimentResultTable, { engine: "duckdb" }));
    }
    return lake;
  } catch (cause) {
    await lake.close();
    throw cause;
  }
}
