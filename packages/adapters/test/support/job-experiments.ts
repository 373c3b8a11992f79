import type { DuckDb } from "@liftproof/adapters/duckdb";
import type { ExperimentOfJob } from "@liftproof/lake";
import { experimentStory } from "./experiment-story.ts";

/** The experiments of the story for a job, looked at when the build of a lake looked at them. */
export async function jobExperiments(lake: Pick<DuckDb, "all">): Promise<readonly ExperimentOfJob[]> {
  const { experiments, metrics, kills } = experimentStory();
  const found: ExperimentOfJob[] = [];
  for (const experiment of experiments) {
    const names: readonly string[] = [experiment.primaryMetric, ...experiment.guardrails];
    const looks = await lake.all("SELECT DISTINCT as_of_us FROM lake.int_experiment_units WHERE exp_id = $1 ORDER BY as_of_us", [experiment.expId]);
    const kill = kills.find(({ expId }) => expId === experiment.expId);
    found.push({
      experiment,
      metrics: metrics.filter(({ name }) => names.includes(name)),
      segments: experiment.segments,
      asOfUs: looks.map((row) => Number(row["as_of_us"])),
      ...(kill === undefined ? {} : { killedAtUs: kill.atUs }),
    });
  }
  return found;
}
