import type { SampleRatio } from "@liftproof/srm";
import type { Analysis, MetricAnalysis } from "../analysis/analysis-result.ts";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import { brokenSplit } from "./broken-split.ts";
import { comparisonAlpha } from "./comparison-alpha.ts";
import { comparisonFields } from "./comparison-fields.ts";
import type { TreatmentDecision } from "./decide-treatment.ts";
import { decideTreatment } from "./decide-treatment.ts";
import { decidingEvidence } from "./deciding-evidence.ts";
import type { ExperimentHealth } from "./experiment-health.ts";
import { exposureLoss } from "./experiment-health.ts";
import type { ExperimentResultRow, MetricRole } from "./experiment-result-row.ts";
import type { GuardedBy } from "./guarded-interval.ts";
import { guardedInterval } from "./guarded-interval.ts";
import { GUARDRAIL_ALPHA, guardrailVerdict } from "./guardrail-verdict.ts";
import { measuredPair } from "./measured-pair.ts";
import type { MeasuredPair } from "./measured-pair.ts";
import type { PlannedFields } from "./planned-fields.ts";
import { plannedFields } from "./planned-fields.ts";
import { untrustedAdjustments } from "./untrusted-adjustments.ts";

/** One analyzed experiment at one instant. */
export interface ResultSource {
  readonly experiment: ExperimentDefinition;
  /** Definitions of at least the analyzed metrics and those the experiment names. */
  readonly metrics: readonly MetricDefinition[];
  /** From `analysis`, at the levels `experimentInput` sets. */
  readonly analysis: Analysis;
  readonly asOfUs: number;
  /** How the phase was run, where somebody counted. */
  readonly health?: ExperimentHealth;
}

/** All units, or those of one segment. */
interface Part {
  readonly segment: string;
  readonly sampleRatio: SampleRatio;
  readonly metrics: readonly MetricAnalysis[];
}

/** A plan is made for the primary metric over all units. */
const UNPLANNED: PlannedFields = { plannedBaseline: null, plannedMde: null, plannedDailyUnits: null, plannedDays: null, detectableLift: null };

/** One look knows neither the looks before it nor a kill: `heldDecisions` and `daysToDecision` fill these. */
const UNDATED = {
  timeToDecisionKind: "unknown", timeToDecisionDays: null, timeToDecisionEarliestDays: null, timeToDecisionLatestDays: null, timeToDecisionBasis: null,
  decidedAtUs: null, decidingPValue: null, decidingLow: null, decidingHigh: null,
} as const;

/**
 * Rows of fact_experiment_result, one per segment, metric and treatment, those of all units first; each with the treatment's decision.
 *
 * Segments decide nothing: whoever may choose among twenty finds one that looks clear by chance. Theirs are estimates beside the decision.
 *
 * @throws RangeError when a metric has no definition, or was analyzed at another level than the one
 * the experiment decides at: an interval at one level beside a decision at another would contradict it.
 */
export function resultRows(source: ResultSource): readonly ExperimentResultRow[] {
  const { experiment, analysis } = source;
  const definitions = new Map(source.metrics.map((metric) => [metric.name, metric]));
  const decisions = new Map(
    experiment.variants
      .filter((variant) => variant !== experiment.control)
      .map((treatment) => [treatment, decisionOf(treatment, source, definitions)]),
  );
  const segments = (analysis.segments ?? []).flatMap((dimension) => dimension.segments.map((segment): Part => ({ ...segment, segment: segment.value })));
  return [{ ...analysis, segment: "all" }, ...segments].flatMap((part) => rowsOf(part, source, { definitions, decisions }));
}

interface Shared {
  readonly definitions: ReadonlyMap<string, MetricDefinition>;
  readonly decisions: ReadonlyMap<string, TreatmentDecision>;
}

function rowsOf({ segment, sampleRatio, metrics }: Part, source: ResultSource, { definitions, decisions }: Shared): readonly ExperimentResultRow[] {
  const { experiment } = source;
  const broken = brokenSplit(sampleRatio);
  const isWhole = segment === "all";
  const unread: TreatmentDecision | undefined = broken === undefined || isWhole ? undefined : { decision: "invalid", reason: `within ${segment}: ${broken}` };
  const checked = metrics.map((metric) => ({ metric, definition: definitionOf(metric, definitions, experiment) }));
  return checked.flatMap(({ metric, definition }) =>
    metric.comparisons.map((comparison): ExperimentResultRow => {
      const { decision, reason } = unread ?? decisions.get(comparison.treatment) ?? { decision: "invalid", reason: "not a variant of the experiment" };
      const isGuardrail = experiment.guardrails.includes(metric.metric);
      const guarded = isGuardrail && broken === undefined ? guardedInterval({ metric, comparison }, guardedBy(experiment)) : null;
      return {
        expId: experiment.expId,
        phase: experiment.phase,
        metric: metric.metric,
        treatment: comparison.treatment,
        control: comparison.control,
        segment,
        asOfUs: source.asOfUs,
        role: roleOf(metric.metric, experiment),
        direction: definition.direction,
        alpha: metric.alpha,
        ...comparisonFields(comparison),
        srmVerdict: sampleRatio.verdict,
        srmPValue: sampleRatio.pValue,
        srmAnytimePValue: sampleRatio.anytimePValue,
        ...healthFields(isWhole ? source.health : undefined),
        guardrailVerdict: isGuardrail ? guardrailVerdict(guarded, definition) : null,
        margin: isGuardrail ? definition.margin : null,
        guardedLow: guarded?.[0] ?? null,
        guardedHigh: guarded?.[1] ?? null,
        unitsNeeded: experiment.gate.sizing?.units ?? null,
        ...(isWhole && metric.metric === experiment.primaryMetric ? plannedFields(experiment, comparison) : UNPLANNED),
        ...UNDATED,
        currency: definition.currency,
        decidingEstimate: experiment.decision.rule === "fixed" ? experiment.decision.estimate : experiment.decision.rule,
        decision,
        decisionReason: reason,
      };
    }),
  );
}

function healthFields(health: ExperimentHealth | undefined): Pick<ExperimentResultRow, "crossoverUnits" | "botUnits" | "assignmentDrift" | "exposureLossPValue"> {
  return {
    crossoverUnits: health?.crossoverUnits ?? null,
    botUnits: health?.botUnits ?? null,
    assignmentDrift: health === undefined || health.derivedReports === 0 ? null : health.driftedReports,
    exposureLossPValue: health === undefined ? null : (exposureLoss(health)?.pValue ?? null),
  };
}

function decisionOf(
  treatment: string,
  { experiment, analysis }: ResultSource,
  definitions: ReadonlyMap<string, MetricDefinition>,
): TreatmentDecision {
  const measured = (name: string): MeasuredPair | undefined => measuredPair(analysis.metrics, { name, treatment });
  const primary = named(experiment.primaryMetric, definitions);
  const comparison = measured(primary.name)?.comparison;
  return decideTreatment({
    experiment,
    analysis,
    primary,
    comparison,
    evidence: decidingEvidence(comparison, experiment.decision, { alpha: comparisonAlpha(experiment), direction: primary.direction }),
    untrusted: untrustedAdjustments([primary.name, ...experiment.guardrails].map(measured), experiment.decision),
    guardrails: experiment.guardrails.map((name) => {
      const guarded = measured(name);
      const interval = guarded === undefined ? null : guardedInterval(guarded, guardedBy(experiment));
      return { name, verdict: guardrailVerdict(interval, named(name, definitions)) };
    }),
  });
}

function guardedBy({ decision, gate }: ExperimentDefinition): GuardedBy {
  return { ...decision, plannedUnits: gate.sizing?.confidenceSequenceN ?? null };
}

function definitionOf(
  { metric, alpha }: MetricAnalysis,
  definitions: ReadonlyMap<string, MetricDefinition>,
  experiment: ExperimentDefinition,
): MetricDefinition {
  const level = experiment.guardrails.includes(metric) ? GUARDRAIL_ALPHA : comparisonAlpha(experiment);
  if (alpha !== level) throw new RangeError(`alpha of ${metric}: expected ${level} (see experimentInput), got ${alpha}`);
  return named(metric, definitions);
}

function named(name: string, definitions: ReadonlyMap<string, MetricDefinition>): MetricDefinition {
  const definition = definitions.get(name);
  if (definition === undefined) throw new RangeError(`metrics: expected a definition of ${name}, got none`);
  return definition;
}

function roleOf(metric: string, { primaryMetric, guardrails }: ExperimentDefinition): MetricRole {
  if (metric === primaryMetric) return "primary";
  return guardrails.includes(metric) ? "guardrail" : "secondary";
}
