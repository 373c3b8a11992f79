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
