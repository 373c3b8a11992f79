import type { EpochMicros } from "@liftproof/events";
import { analysis, daysToDecision, experimentInput, heldDecisions, resultColumns, resultRows } from "@liftproof/experiments";
import type { ExperimentDefinition, ExperimentResultRow, MetricDefinition, MetricMoments, ResultLook } from "@liftproof/experiments";
import { dialects, experimentsSql, exposuresSql, isFollowed, metricEventsSql, momentsSql, unitsSql } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import type { SqlValue } from "../sql-value.ts";
import { appendRows } from "./append-rows.ts";
import { experimentMoments } from "./experiment-moments.ts";
import type { MomentsRow } from "./experiment-moments.ts";
import { looksOf } from "./looks-of.ts";
import type { Lake } from "./open-lake.ts";

/** What to read experiments by. */
export interface ExperimentBuild {
  readonly lake: Lake;
  readonly gold: GoldOptions;
  readonly experiments: readonly ExperimentDefinition[];
  readonly metrics: readonly MetricDefinition[];
  readonly onStep: () => void;
}

/** Something that was not computed, and why. */
export interface SkippedResult {
  readonly expId: string;
  /** Null when the whole experiment is meant. */
  readonly metric: string | null;
  readonly reason: "no_exposure" | "unit_not_followed" | "quantile_needs_units" | "metric_unknown";
}

/** Fills the experiment tables: exposures, moments at every look, and the result rows that @liftproof/experiments makes of them. */
export async function buildExperiments({ lake, gold, experiments, metrics, onStep }: ExperimentBuild): Promise<readonly SkippedResult[]> {
  const { dialect } = gold;
  const used = metrics.filter(({ name, kind }) => kind !== "quantile" && experiments.some((experiment) => metricNames(experiment).includes(name)));
  for (const sql of [experimentsSql(dialect, experiments), exposuresSql(gold), metricEventsSql(gold, used)]) if (sql !== undefined) await lake.run(sql);
  onStep();
  const skipped: SkippedResult[] = [];
  for (const experiment of experiments) {
    const { rows, missing } = await resultsOf({ lake, gold, experiment, metrics });
    await appendRows(lake, "fact_experiment_result", rows.map((row) => resultColumns.map(({ field }) => row[field])));
    skipped.push(...missing);
    onStep();
  }
  return skipped;
}

interface OneExperiment {
  readonly lake: Lake;
  readonly gold: GoldOptions;
  readonly experiment: ExperimentDefinition;
  readonly metrics: readonly MetricDefinition[];
}

async function resultsOf({ lake, gold, experiment, metrics }: OneExperiment): Promise<{ rows: readonly ExperimentResultRow[]; missing: readonly SkippedResult[] }> {
  const { expId, phase } = experiment;
  const nothing = (reason: SkippedResult["reason"]): { rows: []; missing: SkippedResult[] } => ({ rows: [], missing: [{ expId, metric: null, reason }] });
  if (!isFollowed(experiment.unit)) return nothing("unit_not_followed");
  const [first] = await lake.all("SELECT MIN(first_exposure_us) AS us FROM lake.fact_experiments WHERE exp_id = $1 AND phase = $2", [expId, phase]);
  if (typeof first?.["us"] !== "bigint") return nothing("no_exposure");
  const firstExposureUs = Number(first["us"]);
  const asOfUs = looksOf(firstExposureUs, gold.watermarkUs);

  await lake.run(unitsSql(dialects.duckdb, experiment, asOfUs));
  const missing: SkippedResult[] = [];
  const measured: MetricDefinition[] = [];
  for (const name of metricNames(experiment)) {
    const metric = metrics.find((candidate) => candidate.name === name);
    if (metric === undefined) missing.push({ expId, metric: name, reason: "metric_unknown" });
    else if (metric.kind === "quantile") missing.push({ expId, metric: name, reason: "quantile_needs_units" });
    else {
      await lake.run(momentsSql({ dialect: gold.dialect, experiment, metric, asOfUs }));
      measured.push(metric);
    }
  }
  const counted = await lake.all("SELECT as_of_us, variant, units, crossovers, bots FROM lake.int_experiment_units WHERE exp_id = $1 AND phase = $2", [expId, phase]);
  const moments = await lake.all("SELECT * FROM lake.int_experiment_moments WHERE exp_id = $1 AND phase = $2 ORDER BY variant", [expId, phase]);
  const looks: ResultLook[] = [];
  const splits: SqlValue[][] = [];
  for (const us of asOfUs) {
    const isThen = (row: MomentsRow): boolean => Number(row["as_of_us"]) === us;
    const counts = { asOfUs: us, firstExposureUs, ...unitsOf(experiment, counted.filter(isThen)), moments: momentsOf(experiment, measured, moments.filter(isThen)) };
    const analyzed = analysis(experimentInput(experiment, metrics, counts));
    looks.push({ asOfUs: us, interim: analyzed.interim, rows: resultRows({ experiment, metrics, analysis: analyzed, asOfUs: us }) });
    splits.push([expId, phase, us, analyzed.sampleRatio.verdict, JSON.stringify(analyzed.sampleRatio)]);
  }
  await appendRows(lake, "int_experiment_split", splits);
  return { rows: timedRows(experiment, heldDecisions(experiment, looks), firstExposureUs), missing };
}

/** The rows of all looks, each with the time to decision as it was known then. */
function timedRows(experiment: ExperimentDefinition, looks: readonly ResultLook[], firstExposureUs: EpochMicros): readonly ExperimentResultRow[] {
  return looks.flatMap(({ rows }, at) => {
    const until = looks.slice(0, at + 1);
    const days = new Map([...new Set(rows.map(({ treatment }) => treatment))].map((treatment) => [treatment, daysToDecision(experiment, until, { treatment, firstExposureUs })]));
    return rows.map((row) => ({ ...row, timeToDecisionDays: days.get(row.treatment) ?? null }));
  });
}

function unitsOf({ variants }: ExperimentDefinition, rows: readonly MomentsRow[]): { unitsByVariant: Record<string, number>; droppedUnits: Record<string, number> } {
  const unitsByVariant = Object.fromEntries(rows.map((row) => [String(row["variant"]), Number(row["units"])]));
  const sum = (column: string): number => rows.reduce((total, row) => total + Number(row[column]), 0);
  const unknown = rows.filter((row) => !variants.includes(String(row["variant"]))).reduce((total, row) => total + Number(row["units"]), 0);
  return { unitsByVariant, droppedUnits: { crossover: sum("crossovers"), bot: sum("bots"), ...(unknown === 0 ? {} : { unknown_variant: unknown }) } };
}

function momentsOf({ variants }: ExperimentDefinition, measured: readonly MetricDefinition[], rows: readonly MomentsRow[]): readonly MetricMoments[] {
  const known = rows.filter((row) => variants.includes(String(row["variant"])));
  return measured.flatMap(({ name, kind }) =>
    kind === "quantile" ? [] : [experimentMoments(name, kind, known.filter((row) => row["metric"] === name))],
  );
}

function metricNames({ primaryMetric, guardrails }: ExperimentDefinition): readonly string[] {
  return [...new Set([primaryMetric, ...guardrails])];
}
