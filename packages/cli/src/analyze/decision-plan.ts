import type { UnitMetric } from "@liftproof/adapters/duckdb";
import type { DecisionPlan } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import { oneOf } from "../options/one-of.ts";
import { parseNamed } from "../options/parse-named.ts";
import { parseNumber, positiveNumber } from "../options/parse-number.ts";
import { priorDeviations } from "./prior-deviations.ts";

/** The options of a decision, as they were typed. */
export interface DecisionOptions {
  readonly decision?: string;
  readonly estimate?: string;
  readonly guardrail: readonly string[];
  readonly plannedUnits?: string;
  readonly priorSd: readonly string[];
}

/**
 * The one declared rule; undefined when nobody asked for a decision.
 *
 * @throws CommandFault when the rule reads an estimate that nobody asked for or that the metric cannot have, with what to add.
 */
export function decisionPlan(options: DecisionOptions, metrics: readonly UnitMetric[]): DecisionPlan | undefined {
  const { decision, estimate: estimateText, guardrail } = options;
  if (decision === undefined) {
    const stray = guardrail.length > 0 ? "--guardrail" : estimateText === undefined ? undefined : "--estimate";
    if (stray !== undefined) throw new CommandFault(`${stray}: expected --decision with it, got none; add --decision fixed, sequential or bayesian`);
    return undefined;
  }
  const rule = oneOf("--decision", decision, ["fixed", "sequential", "bayesian"]);
  const estimate = oneOf("--estimate", estimateText ?? "raw", ["raw", "cuped"]);
  const [primary] = metrics;
  if (primary === undefined) throw new CommandFault("--decision: expected at least one --metric to decide by, got none");
  const guardrails = parseNamed("--guardrail", guardrail, { metrics, example: "METRIC=MARGIN, as in crash_rate=0.002" }).map(({ metric, text }) => ({
    metric,
    margin: parseNumber(`--guardrail ${metric.metric}`, text, positiveNumber),
  }));
  if (guardrails.some(({ metric }) => metric === primary)) {
    throw new CommandFault(`--guardrail: expected a metric other than ${JSON.stringify(primary.metric)}, the first, which decides; put another --metric first`);
  }
  if (estimate === "cuped") checkAdjusted(rule, primary);
  if (rule === "sequential") checkSequential(options, [primary, ...guardrails.map(({ metric }) => metric)]);
  if (rule === "bayesian" && primary.kind !== "rate" && !priorDeviations(options.priorSd, metrics).has(primary.metric)) {
    throw new CommandFault(`--decision bayesian: expected --prior-sd because ${JSON.stringify(primary.metric)} is a ${primary.kind}, got none; give the standard deviation of the effects you expect`);
  }
  return { rule, estimate, primaryMetric: primary.metric, guardrails: guardrails.map(({ metric, margin }) => ({ metric: metric.metric, margin })) };
}

function checkAdjusted(rule: DecisionPlan["rule"], { metric, covariates }: UnitMetric): void {
  if (rule !== "fixed") throw new CommandFault(`--estimate cuped: expected --decision fixed, got ${rule}, which reads an estimate of its own; use --estimate raw`);
  if ((covariates ?? []).length === 0) throw new CommandFault(`--estimate cuped: expected a covariate of ${JSON.stringify(metric)}, got none; add --covariate COLUMN`);
}

function checkSequential({ plannedUnits }: DecisionOptions, read: readonly UnitMetric[]): void {
  if (plannedUnits === undefined) throw new CommandFault("--decision sequential: expected --planned-units with it, got none; give the units the test was sized for (liftproof size)");
  const lacking = read.find(({ kind }) => kind === "ratio" || kind === "quantile");
  if (lacking !== undefined) throw new CommandFault(`--decision sequential: expected a rate or mean, got the ${lacking.kind} ${JSON.stringify(lacking.metric)}, which has no confidence sequence; use --decision fixed`);
}
