import { resultColumns } from "@liftproof/experiments";
import type { TableDefinition } from "@liftproof/lake";

/** `lake.fact_experiment_result`; its columns are the experiment package's to decide. */
export const factExperimentResultTable: TableDefinition = {
  name: "fact_experiment_result",
  tier: "gold",
  comment: "One metric and treatment of one experiment phase as of one instant.",
  grain: ["exp_id", "phase", "metric", "treatment", "segment", "as_of_us"],
  columns: resultColumns,
};

/** `lake.experiment_inference`: what the estimators made of the moments, run by run. */
export const experimentInferenceTable: TableDefinition = {
  name: "experiment_inference",
  tier: "gold",
  comment: "One row of fact_experiment_result as one run of inference computed it; the latest run is the one in force.",
  grain: ["run_id", ...factExperimentResultTable.grain],
  columns: [{ column: "run_id", type: "bigint" }, ...resultColumns],
  appendOnly: true,
};
