import type { EpochMicros } from "@liftproof/events";
import { exposureLoss } from "@liftproof/experiments";
import type { ExperimentDefinition, ExperimentHealth, ExperimentResultRow, Kill, MetricDefinition } from "@liftproof/experiments";
import { conversionsSql, driftSql, isFollowed, momentsSql, paritySql, quantileValuesSql, segmentsSql, unitsSql } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import { appendRows } from "../append-rows.ts";
import type { Lake } from "../open-lake.ts";
import { inferPhase } from "./infer-phase.ts";
import { looksOf } from "./looks-of.ts";
import { metricNames } from "./metric-names.ts";
import { readPhaseCounts } from "./read-phase-counts.ts";

/** Something that was not computed, and why. */
export interface SkippedResult {
  readonly expId: string;
  /** Null when the whole experiment is meant. */
  readonly metric: string | null;
  readonly reason: "no_exposure" | "unit_not_followed" | "metric_unknown";
}

/** How a phase stands as of the watermark, beside its results. */
export interface PhaseReport {
  readonly expId: string;
  readonly phase: number;
  readonly health: ExperimentHealth;
  /** That the arms lose equal shares of their exposures; null where that cannot be told. */
  readonly exposureLossPValue: number | null;
  /** Decisions that were reported by exp.assign, and those that the rule for public pages kept out. */
  readonly decisions: number;
  readonly excluded: number;
}

/** One phase of one experiment. */
export interface PhaseBuild {
  readonly lake: Lake;
  readonly gold: GoldOptions;
  readonly experiment: ExperimentDefinition;
  readonly metrics: readonly MetricDefinition[];
  /** Of this phase. */
  readonly kill?: Kill;
}

/** What a phase gives. */
export interface PhaseResults {
  readonly rows: readonly ExperimentResultRow[];
  readonly report: PhaseReport | null;
  readonly missing: readonly SkippedResult[];
}

/** Counts a phase at every look, and the result rows of them. */
export async function phaseResults(build: PhaseBuild): Promise<PhaseResults> {
  const { lake, experiment } = build;
  const { expId, phase } = experiment;
  const [first] = await lake.all("SELECT MIN(first_exposure_us) AS us FROM lake.fact_experiments WHERE exp_id = $1 AND phase = $2", [expId, phase]);
  if (typeof first?.["us"] !== "bigint") return { rows: [], report: null, missing: [{ expId, metric: null, reason: "no_exposure" }] };
  const firstExposureUs = Number(first["us"]);
  const { measured, missing } = measurable(build);
  const endUs = await endOf(build, measured);
  const asOfUs = looksOf(firstExposureUs, endUs);
  await count(build, measured, asOfUs);

  const counts = await readPhaseCounts(lake, experiment, measured);
  const { rows, splits } = inferPhase({ ...build, firstExposureUs, asOfUs, counts });
  await appendRows(lake, "int_experiment_split", splits);
  const health = counts.healthAt(endUs);
  const traffic = await trafficOf(lake, experiment);
  return {
    rows,
    report: { expId, phase, health, exposureLossPValue: exposureLoss(health)?.pValue ?? null, ...traffic },
    missing,
  };
}

/** The watermark, or for a phase that is over the instant from which on its results cannot change any more. */
async function endOf({ lake, gold: { watermarkUs }, experiment: { expId, phase, status }, kill }: PhaseBuild, measured: readonly MetricDefinition[]): Promise<EpochMicros> {
  const longestUs = Math.max(0, ...measured.map(({ windowUs }) => windowUs));
  if (kill !== undefined) return Math.min(watermarkUs, kill.atUs + longestUs);
  const [next] = await lake.all("SELECT 1 AS found FROM lake.fact_experiments WHERE exp_id = $1 AND phase > $2 LIMIT 1", [expId, phase]);
  if (status !== "stopped" || next === undefined) return watermarkUs;
  const [last] = await lake.all("SELECT MAX(at_us) AS us FROM lake.int_experiment_events WHERE exp_id = $1 AND phase = $2 AND event_name = 'exp.view'", [expId, phase]);
  return Math.min(watermarkUs, Number(last?.["us"]) + longestUs);
}

/** Units that the lake cannot follow to their events have a split all the same, and that is guarded. */
function measurable({ experiment, metrics }: PhaseBuild): { readonly measured: readonly MetricDefinition[]; readonly missing: readonly SkippedResult[] } {
  if (!isFollowed(experiment.unit)) return { measured: [], missing: [{ expId: experiment.expId, metric: null, reason: "unit_not_followed" }] };
  const measured: MetricDefinition[] = [];
  const missing: SkippedResult[] = [];
  for (const name of metricNames(experiment)) {
    const metric = metrics.find((candidate) => candidate.name === name);
    if (metric !== undefined) measured.push(metric);
    else missing.push({ expId: experiment.expId, metric: name, reason: "metric_unknown" });
  }
  return { measured, missing };
}

async function count({ lake, gold: { dialect }, experiment }: PhaseBuild, measured: readonly MetricDefinition[], asOfUs: readonly EpochMicros[]): Promise<void> {
  await lake.run(driftSql(dialect, experiment, asOfUs));
  await lake.run(paritySql(dialect, experiment, asOfUs));
  for (const dimension of experiment.segments) await lake.run(segmentsSql(dialect, experiment, dimension));
  for (const metric of measured) await lake.run(conversionsSql(dialect, experiment, metric));
  for (const dimension of [undefined, ...experiment.segments]) {
    const part = { dialect, experiment, asOfUs, ...(dimension === undefined ? {} : { dimension }) };
    await lake.run(unitsSql(part));
    for (const metric of measured) await lake.run(metric.kind === "quantile" ? quantileValuesSql({ ...part, metric }) : momentsSql({ ...part, metric }));
  }
}

async function trafficOf(lake: Lake, { expId, phase }: ExperimentDefinition): Promise<Pick<PhaseReport, "decisions" | "excluded">> {
  const [row] = await lake.all(
    `SELECT COALESCE(SUM(events), 0)::BIGINT AS decisions, COALESCE(SUM(events) FILTER (WHERE reason IN ('crawler_control', 'no_identity_control')), 0)::BIGINT AS excluded
FROM lake.fact_experiment_traffic WHERE exp_id = $1 AND phase = $2 AND event_name = 'exp.assign'`,
    [expId, phase],
  );
  return { decisions: Number(row?.["decisions"]), excluded: Number(row?.["excluded"]) };
}
