import type { EpochMicros } from "@liftproof/events";
import { analysis, experimentInput, resultColumns, resultRows } from "@liftproof/experiments";
import type { ExperimentDefinition, ExperimentResultRow, MetricDefinition, MetricMoments } from "@liftproof/experiments";
import { dialects, experimentsSql, exposuresSql, isFollowed, metricEventsSql, momentsSql, unitsSql } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import { experimentMoments } from "./experiment-moments.ts";
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
  const appender = await lake.appender("lake", "fact_experiment_result");
  for (const experiment of experiments) {
    const { rows, missing } = await resultsOf({ lake, gold, experiment, metrics });
    for (const row of rows) appender.append(resultColumns.map(({ field }) => row[field]));
    skipped.push(...missing);
    onStep();
  }
  appender.close();
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
  const rows: ExperimentResultRow[] = [];
  for (const us of asOfUs) {
    const counts = { asOfUs: us, firstExposureUs, ...(await unitsAt(lake, experiment, us)), moments: await momentsAt(lake, experiment, { measured, us }) };
    const analyzed = analysis(experimentInput(experiment, metrics, counts));
    rows.push(...resultRows({ experiment, metrics, analysis: analyzed, asOfUs: us }));
    const { sampleRatio } = analyzed;
    await lake.run("INSERT INTO lake.int_experiment_split VALUES ($1, $2, $3, $4, $5)", [expId, phase, us, sampleRatio.verdict, JSON.stringify(sampleRatio)]);
  }
  return { rows, missing };
}

async function unitsAt(lake: Lake, { expId, phase, variants }: ExperimentDefinition, us: EpochMicros): Promise<{ unitsByVariant: Record<string, number>; droppedUnits: Record<string, number> }> {
  const rows = await lake.all("SELECT variant, units, crossovers, bots FROM lake.int_experiment_units WHERE exp_id = $1 AND phase = $2 AND as_of_us = $3", [expId, phase, us]);
  const unitsByVariant = Object.fromEntries(rows.map((row) => [String(row["variant"]), Number(row["units"])]));
  const sum = (column: string): number => rows.reduce((total, row) => total + Number(row[column]), 0);
  const unknown = rows.filter((row) => !variants.includes(String(row["variant"]))).reduce((total, row) => total + Number(row["units"]), 0);
  return { unitsByVariant, droppedUnits: { crossover: sum("crossovers"), bot: sum("bots"), ...(unknown === 0 ? {} : { unknown_variant: unknown }) } };
}

async function momentsAt(
  lake: Lake,
  { expId, phase, variants }: ExperimentDefinition,
  { measured, us }: { readonly measured: readonly MetricDefinition[]; readonly us: EpochMicros },
): Promise<readonly MetricMoments[]> {
  const rows = await lake.all("SELECT * FROM lake.int_experiment_moments WHERE exp_id = $1 AND phase = $2 AND as_of_us = $3", [expId, phase, us]);
  const known = rows.filter((row) => variants.includes(String(row["variant"])));
  return measured.flatMap(({ name, kind }) =>
    kind === "quantile" ? [] : [experimentMoments(name, kind, known.filter((row) => row["metric"] === name))],
  );
}

function metricNames({ primaryMetric, guardrails }: ExperimentDefinition): readonly string[] {
  return [...new Set([primaryMetric, ...guardrails])];
}
