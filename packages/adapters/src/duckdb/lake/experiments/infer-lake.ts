import type { EpochMicros } from "@liftproof/events";
import type { ExperimentDefinition, ExperimentResultRow, Kill, MetricDefinition } from "@liftproof/experiments";
import { isFollowed } from "@liftproof/lake";
import { appendRows } from "../append-rows.ts";
import type { Lake } from "../open-lake.ts";
import { transaction } from "../transaction.ts";
import { appendInference } from "./append-inference.ts";
import { inferPhase } from "./infer-phase.ts";
import { killOf } from "./kill-of.ts";
import { metricNames } from "./metric-names.ts";
import { phasesOf } from "./phases-of.ts";
import { readPhaseCounts } from "./read-phase-counts.ts";

/** What to infer from the counts that a lake holds. */
export interface InferOptions {
  readonly lake: Lake;
  readonly experiments: readonly ExperimentDefinition[];
  readonly metrics: readonly MetricDefinition[];
  readonly kills?: readonly Kill[];
}

/** What a run of inference did. */
export interface InferReport {
  readonly runId: number;
  readonly rows: number;
  /** Looks that the counts had. */
  readonly looks: number;
  /** Experiments of which the lake holds no counts. */
  readonly uncounted: readonly string[];
}

/**
 * Runs the estimators on the counts and moments in a lake, whoever counted them, appends the run to `lake.experiment_inference`, and fills
 * `lake.fact_experiment_result` from it. All or nothing is seen by readers.
 */
export async function inferLake({ lake, experiments, metrics, kills = [] }: InferOptions): Promise<InferReport> {
  return transaction(lake, async () => {
    const rows: ExperimentResultRow[] = [];
    const uncounted: string[] = [];
    let looks = 0;
    await lake.run("DELETE FROM lake.fact_experiment_result");
    for (const definition of experiments) {
      let isCounted = false;
      for (const experiment of phasesOf(definition)) {
        const asOfUs = await looksIn(lake, experiment);
        const [first] = await lake.all("SELECT MIN(first_exposure_us) AS us FROM lake.fact_experiments WHERE exp_id = $1 AND phase = $2", [experiment.expId, experiment.phase]);
        if (asOfUs.length === 0 || typeof first?.["us"] !== "bigint") continue;
        const measured = isFollowed(experiment.unit) ? metrics.filter(({ name }) => metricNames(experiment).includes(name)) : [];
        const counts = await readPhaseCounts(lake, experiment, measured);
        const inferred = inferPhase({ experiment, metrics, ...killOf(kills, experiment), firstExposureUs: Number(first["us"]), asOfUs, counts });
        await lake.run("DELETE FROM lake.int_experiment_split WHERE exp_id = $1 AND phase = $2", [experiment.expId, experiment.phase]);
        await appendRows(lake, "int_experiment_split", inferred.splits);
        rows.push(...inferred.rows);
        looks += asOfUs.length;
        isCounted = true;
      }
      if (!isCounted) uncounted.push(definition.expId);
    }
    return { runId: await appendInference(lake, rows), rows: rows.length, looks, uncounted };
  });
}

async function looksIn(lake: Lake, { expId, phase }: ExperimentDefinition): Promise<readonly EpochMicros[]> {
  const rows = await lake.all("SELECT DISTINCT as_of_us FROM lake.int_experiment_units WHERE exp_id = $1 AND phase = $2 ORDER BY as_of_us", [expId, phase]);
  return rows.map((row) => Number(row["as_of_us"]));
}
