import { resultColumns } from "@liftproof/experiments";
import type { ExperimentResultRow } from "@liftproof/experiments";
import { dialects, resultsSql } from "@liftproof/lake";
import { appendRows } from "../append-rows.ts";
import type { Lake } from "../open-lake.ts";
import { factExperimentResultTable } from "./result-tables.ts";

/**
 * Appends a run to `lake.experiment_inference` and fills `lake.fact_experiment_result`, which must be empty, from it.
 *
 * @returns The number of the run.
 */
export async function appendInference(lake: Lake, rows: readonly ExperimentResultRow[]): Promise<number> {
  const [last] = await lake.all("SELECT COALESCE(MAX(run_id), 0) AS run_id FROM lake.experiment_inference");
  const runId = Number(last?.["run_id"]) + 1;
  // A run that finds nothing leaves no row, so the run before must not speak for it.
  if (rows.length === 0) return runId;
  await appendRows(lake, "experiment_inference", rows.map((row) => [runId, ...resultColumns.map(({ field }) => row[field])]));
  await lake.run(resultsSql(dialects.duckdb, factExperimentResultTable));
  return runId;
}
