import type { EpochMicros } from "@liftproof/events";
import { conversionsSql } from "../gold/conversions-sql.ts";
import { driftSql } from "../gold/drift-sql.ts";
import { experimentEventsSql } from "../gold/experiment-events-sql.ts";
import type { ExperimentPlan, MetricPlan } from "../gold/experiment-plan.ts";
import { experimentsSql } from "../gold/experiments-sql.ts";
import { exposuresSql } from "../gold/exposures-sql.ts";
import type { GoldOptions } from "../gold/gold-options.ts";
import { identityTraitsSql } from "../gold/identity-traits-sql.ts";
import { lostEventsSql } from "../gold/lost-events-sql.ts";
import { metricEventsSql } from "../gold/metric-events-sql.ts";
import { isFollowed } from "../gold/metric-event-of.ts";
import { momentsSql } from "../gold/moments-sql.ts";
import { paritySql } from "../gold/parity-sql.ts";
import { quantileValuesSql } from "../gold/quantile-values-sql.ts";
import { segmentsSql } from "../gold/segments-sql.ts";
import { trafficSql } from "../gold/traffic-sql.ts";
import { unitsSql } from "../gold/units-sql.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { runTableName } from "../tables/run-tables.ts";
import type { GoldJob } from "./gold-job.ts";
import { groupJob } from "./group-job.ts";

/** One phase of an experiment, and what a job counts of it. */
export interface ExperimentOfJob {
  readonly experiment: ExperimentPlan;
  readonly metrics: readonly MetricPlan[];
  /** Dimensions whose segments are counted beside all units. Default none. */
  readonly segments?: readonly string[];
  /**
   * Instants at which it is looked at, such as every midnight since its start and the watermark; at least one. A look before anybody was
   * exposed gives no row.
   */
  readonly asOfUs: readonly EpochMicros[];
  /** When it was killed: exposures after it are no part of the experiment. */
  readonly killedAtUs?: EpochMicros;
}

/**
 * The statements of a job that fills the experiment tables from the published identities and orders, up to the moments that inference
 * reads. `lake.int_experiment_split` and the results are made by inference, not by SQL.
 *
 * A phase whose unit the lake cannot follow has exposures and traffic only.
 *
 * @throws RangeError for a phase without a look, and for one metric name with two meanings.
 */
export function experimentJob(job: GoldJob, experiments: readonly ExperimentOfJob[]): readonly NamedStatement[] {
  return groupJob(job, {
    group: "experiments",
    statements: (gold) => [...sharedStatements(gold, experiments), ...experiments.flatMap((each) => phaseStatements(gold, each))],
    after: (name) => (name === "experiment events" ? experiments.flatMap((each) => cutAfterKill(job, each)) : []),
  });
}

function sharedStatements(gold: GoldOptions, experiments: readonly ExperimentOfJob[]): readonly NamedStatement[] {
  const { dialect } = gold;
  const shared: readonly (readonly [string, string | undefined])[] = [
    ["experiment events", experimentEventsSql(gold)],
    ["exposures", exposuresSql(dialect)],
    ["experiments", experimentsSql(dialect, experiments.map(({ experiment }) => experiment))],
    ["identity traits", identityTraitsSql(dialect)],
    ["experiment traffic", trafficSql(dialect)],
    ["lost events", lostEventsSql(gold)],
    ["metric events", metricEventsSql(gold, metricsOf(experiments))],
  ];
  return shared.flatMap(([name, sql]) => (sql === undefined ? [] : [{ name, sql }]));
}

/** Each metric once. */
function metricsOf(experiments: readonly ExperimentOfJob[]): readonly MetricPlan[] {
  const byName = new Map<string, MetricPlan>();
  for (const metric of experiments.flatMap(({ metrics }) => metrics)) {
    const known = byName.get(metric.name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(metric)) throw new RangeError(`metrics: expected one meaning of each name, got two of ${JSON.stringify(metric.name)}`);
    byName.set(metric.name, metric);
  }
  return [...byName.values()];
}

function phaseStatements({ dialect }: GoldOptions, { experiment, metrics, segments = [], asOfUs }: ExperimentOfJob): readonly NamedStatement[] {
  // The split of units that cannot be followed to their events is counted all the same.
  const measured = isFollowed(experiment.unit) ? metrics : [];
  const phase = `${experiment.expId} ${experiment.phase}`;
  const parts = [undefined, ...segments].flatMap((dimension) => {
    const part = { dialect, experiment, asOfUs, ...(dimension === undefined ? {} : { dimension }) };
    const of = dimension === undefined ? phase : `${phase} by ${dimension}`;
    return [
      { name: `units of ${of}`, sql: unitsSql(part) },
      ...measured.map((metric) => ({ name: `${metric.name} of ${of}`, sql: metric.kind === "quantile" ? quantileValuesSql({ ...part, metric }) : momentsSql({ ...part, metric }) })),
    ];
  });
  return [
    { name: `drift of ${phase}`, sql: driftSql(dialect, experiment, asOfUs) },
    { name: `parity of ${phase}`, sql: paritySql(dialect, experiment, asOfUs) },
    ...segments.map((dimension) => ({ name: `${dimension} of ${phase}`, sql: segmentsSql(dialect, experiment, dimension) })),
    ...measured.map((metric) => ({ name: `conversions of ${phase} by ${metric.name}`, sql: conversionsSql(dialect, experiment, metric) })),
    ...parts,
  ];
}

function cutAfterKill({ dialect, runId }: GoldJob, { experiment: { expId, phase }, killedAtUs }: ExperimentOfJob): readonly NamedStatement[] {
  if (killedAtUs === undefined) return [];
  const condition = `run_id = ${integerLiteral(runId)} AND exp_id = ${textLiteral(expId)} AND phase = ${integerLiteral(phase)} AND at_us > ${integerLiteral(killedAtUs)} AND reason IN ('', 'assigned', 'sticky')`;
  return [{ name: `cut ${expId} ${phase} at its kill`, sql: `DELETE FROM ${dialect.table(runTableName("int_experiment_events"))} WHERE ${condition}` }];
}
