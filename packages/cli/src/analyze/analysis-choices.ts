import type { UnitMetric, UnitMoments } from "@liftproof/adapters/duckdb";
import type { AnalysisInput } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import { oneOf } from "../options/one-of.ts";
import { parseCorrection } from "../options/parse-correction.ts";
import { parseNamed } from "../options/parse-named.ts";
import { openShare, parseNumber, positiveNumber, wholeNumber } from "../options/parse-number.ts";
import { decisionPlan } from "./decision-plan.ts";
import type { MetricWords } from "./metric-moments.ts";
import { priorDeviations } from "./prior-deviations.ts";
import { segmentedMoments, stratifiedMoments } from "./segmented-moments.ts";

/** The options of `liftproof analyze`, as they were typed. */
export interface AnalyzeOptions {
  readonly unit?: string;
  readonly arm: string;
  readonly control: string;
  readonly metric: readonly string[];
  readonly covariate: readonly string[];
  readonly weights?: string;
  readonly alpha: string;
  readonly repeat: string;
  readonly decimal: string;
  readonly interim?: boolean;
  readonly prior?: string;
  readonly priorSd: readonly string[];
  readonly plannedUnits?: string;
  readonly mde?: string;
  readonly slopes?: string;
  readonly rope?: string;
  readonly segment: readonly string[];
  readonly strata?: string;
  readonly correction: string;
  readonly decision?: string;
  readonly estimate?: string;
  readonly guardrail: readonly string[];
  readonly direction: readonly string[];
  readonly html?: string;
  readonly json?: boolean;
}

type Choices = Pick<AnalysisInput, "alpha" | "prior" | "plannedUnits" | "mdeRelative" | "slopes" | "rope" | "correction" | "decision">;

/**
 * What the options say of the analysis.
 *
 * @throws CommandFault naming the option that is out of range or does not fit the others.
 */
export function analysisChoices(options: AnalyzeOptions, metrics: readonly UnitMetric[]): Choices {
  const { alpha, prior, priorSd, plannedUnits, slopes, rope, correction } = options;
  if (slopes !== undefined && metrics.every(({ covariates }) => covariates === undefined)) {
    throw new CommandFault("--slopes: expected a --covariate to fit, got none; add one or leave --slopes out");
  }
  if (rope !== undefined && priorSd.length === 0 && metrics.every(({ kind }) => kind !== "rate")) {
    throw new CommandFault("--rope: expected --prior-sd with it, because no metric is a rate, got none; give the standard deviation of the effects you expect");
  }
  const decision = decisionPlan(options, metrics);
  const mdeRelative = smallestEffect(options, decision?.rule);
  return {
    alpha: parseNumber("--alpha", alpha, openShare),
    correction: parseCorrection(correction),
    ...(prior === undefined ? {} : { prior: priorOf(prior) }),
    ...(plannedUnits === undefined ? {} : { plannedUnits: parseNumber("--planned-units", plannedUnits, wholeNumber) }),
    ...(mdeRelative === undefined ? {} : { mdeRelative }),
    ...(slopes === undefined ? {} : { slopes: oneOf("--slopes", slopes, ["pooled", "balanced", "per-arm"]) }),
    ...(rope === undefined ? {} : { rope: parseNumber("--rope", rope, positiveNumber) }),
    ...(decision === undefined ? {} : { decision }),
  };
}

/** The chance to decide is that of one reading at the planned end, from now on. */
function smallestEffect({ mde, interim, plannedUnits }: AnalyzeOptions, rule: string | undefined): number | undefined {
  if (mde === undefined) return undefined;
  if (interim !== true || plannedUnits === undefined) {
    throw new CommandFault(`--mde: expected --interim and --planned-units with it, got ${interim === true ? "no --planned-units" : "no --interim"}; a chance is left only until the planned end`);
  }
  if (rule !== undefined && rule !== "fixed") throw new CommandFault(`--mde: expected --decision fixed or none, because the chance is that of one reading at the planned end, got ${rule}; leave --mde out`);
  return parseNumber("--mde", mde, positiveNumber);
}

function priorOf(text: string): NonNullable<Choices["prior"]> {
  const [a, b, ...rest] = text.split(",");
  if (a === undefined || b === undefined || rest.length > 0) throw new CommandFault(`--prior: expected two numbers, as in 1,1, got ${JSON.stringify(text)}`);
  return [parseNumber("--prior", a, positiveNumber), parseNumber("--prior", b, positiveNumber)];
}

/** Which way is good, per metric, what foretells it, and how large an effect is expected; up and nothing unless the options say otherwise. */
export function metricWords({ direction, priorSd }: AnalyzeOptions, metrics: readonly UnitMetric[]): (metric: string) => MetricWords {
  const named = parseNamed("--direction", direction, { metrics, example: "METRIC=up or METRIC=down" });
  const ways = new Map(named.map(({ metric, text }): [string, MetricWords["direction"]] => [metric.metric, oneOf(`--direction ${metric.metric}`, text, ["up", "down"])]));
  const deviations = priorDeviations(priorSd, metrics);
  const covariatesOf = new Map(metrics.map(({ metric, covariates }) => [metric, covariates]));
  return (metric) => {
    const [deviation, covariates] = [deviations.get(metric), covariatesOf.get(metric)];
    return { direction: ways.get(metric) ?? "up", ...(covariates === undefined ? {} : { covariates }), ...(deviation === undefined ? {} : { priorSd: deviation }) };
  };
}

/** The columns that divide the units: those of the segments, and that of the strata. */
export function dividingColumns({ segment, strata }: AnalyzeOptions): readonly string[] {
  const repeated = segment.find((column, index) => segment.indexOf(column) < index);
  if (repeated !== undefined) throw new CommandFault(`--segment: expected each column once, got ${JSON.stringify(repeated)} twice; keep one`);
  return [...new Set([...segment, ...(strata === undefined ? [] : [strata])])];
}

/** The moments of the segments and strata that were asked for. */
export function dividedBy({ segments }: UnitMoments, { segment, strata }: AnalyzeOptions, wordsOf: (metric: string) => MetricWords): Pick<AnalysisInput, "segments" | "strata"> {
  const stratified = segments.find(({ dimension }) => dimension === strata);
  const wanted = segments.filter(({ dimension }) => segment.includes(dimension));
  return {
    ...(wanted.length === 0 ? {} : { segments: wanted.map((one) => segmentedMoments(one, wordsOf)) }),
    ...(stratified === undefined ? {} : { strata: stratifiedMoments(stratified, wordsOf) }),
  };
}

