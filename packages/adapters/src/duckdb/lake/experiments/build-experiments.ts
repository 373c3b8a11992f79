import type { ExperimentDefinition, ExperimentResultRow, Kill, MetricDefinition } from "@liftproof/experiments";
import { experimentEventsSql, experimentsSql, exposuresSql, identityTraitsSql, lostEventsSql, metricEventsSql, trafficSql } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import type { Lake } from "../open-lake.ts";
import { appendInference } from "./append-inference.ts";
import { killOf } from "./kill-of.ts";
import { metricNames } from "./metric-names.ts";
import { phasesOf } from "./phases-of.ts";
import type { PhaseReport, SkippedResult } from "./phase-results.ts";
import { phaseResults } from "./phase-results.ts";

/** What to read experiments by. */
export interface ExperimentBuild {
  readonly lake: Lake;
  readonly gold: GoldOptions;
  readonly experiments: readonly ExperimentDefinition[];
  readonly metrics: readonly MetricDefinition[];
  readonly kills: readonly Kill[];
  readonly onStep: () => void;
}

/** What came of the experiments. */
export interface ExperimentsBuilt {
  /** One entry for each phase that anybody was exposed to. */
  readonly phases: readonly PhaseReport[];
  readonly skipped: readonly SkippedResult[];
}

/** Fills the experiment tables: exposures, moments at every look, and the result rows that @liftproof/experiments makes of them. */
export async function buildExperiments({ lake, gold, experiments, metrics, kills, onStep }: ExperimentBuild): Promise<ExperimentsBuilt> {
  const { dialect } = gold;
  const used = metrics.filter(({ name }) => experiments.some((experiment) => metricNames(experiment).includes(name)));
  const everyPhase = experiments.map(phasesOf);
  await lake.run(experimentEventsSql(gold));
  for (const kill of kills) await cutAfter(lake, kill);
  const shared = [exposuresSql(dialect), experimentsSql(dialect, everyPhase.flat()), identityTraitsSql(dialect), trafficSql(dialect), lostEventsSql(gold), metricEventsSql(gold, used)];
  for (const sql of shared) if (sql !== undefined) await lake.run(sql);
  onStep();
  const phases: PhaseReport[] = [];
  const skipped: SkippedResult[] = [];
  const results: ExperimentResultRow[] = [];
  for (const own of everyPhase) {
    for (const experiment of own) {
      const { rows, report, missing } = await phaseResults({ lake, gold, experiment, metrics, ...killOf(kills, experiment) });
      results.push(...rows);
      if (report !== null) phases.push(report);
      // What a phase that is over lacks is no news.
      if (experiment === own.at(-1)) skipped.push(...missing);
    }
    onStep();
  }
  await appendInference(lake, results);
  return { phases, skipped };
}

/** What a page kept showing after a kill, from a cache or offline, is no part of the experiment. */
async function cutAfter(lake: Lake, { expId, phase, atUs }: Kill): Promise<void> {
  await lake.run("DELETE FROM lake.int_experiment_events WHERE exp_id = $1 AND phase = $2 AND at_us > $3 AND reason IN ('', 'assigned', 'sticky')", [expId, phase, atUs]);
}
