import { phasedSampleRatio } from "@liftproof/srm";
import type { SampleRatio, SplitPhase } from "@liftproof/srm";
import type { MetricMoments } from "../analysis/analysis-input.ts";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import type { GuardAction, GuardDecision, GuardEvidence } from "./guard-decision.ts";
import { guardrailHarm } from "./guardrail-harm.ts";

/** What the guard looks at. */
export interface GuardInput {
  readonly experiment: ExperimentDefinition;
  /** Definitions of at least the guardrails. */
  readonly metrics: readonly MetricDefinition[];
  /** Exposed units per arm, one entry per phase so far, each with its own weights. */
  readonly phases: readonly SplitPhase[];
  /** Moments of the guardrails in the current phase. */
  readonly moments: readonly MetricMoments[];
  readonly atUs: number;
  /** Smallest anytime p of earlier looks; evidence once found is kept. */
  readonly previousAnytimePValue?: number;
}

/**
 * Whether a running experiment must end now. Meant to be asked at every look: both tests stay
 * honest however often that is.
 *
 * The split kills by the sample-ratio verdict. A guardrail kills when its harm is proven to exceed
 * the margin at one-sided 0.01 over the number of guardrails, and alerts when any harm is proven at
 * 0.05 over that number. The guard decides; serving control is the business of the kill list.
 *
 * @throws RangeError when a guardrail has no definition with a margin, or a count is out of range.
 */
export function guard(input: GuardInput): GuardDecision {
  const { experiment, phases, atUs, previousAnytimePValue } = input;
  const split = phasedSampleRatio(phases, {
    interim: true,
    ...(previousAnytimePValue === undefined ? {} : { previousAnytimePValue }),
  });
  const evidence = [splitEvidence(split), ...experiment.guardrails.flatMap((name) => guardrailEvidence(name, input))];
  const action = strongest(evidence);
  const reasons = evidence.filter((one) => one.action === action && one.action !== "none").map(inWords);
  return {
    expId: experiment.expId,
    phase: experiment.phase,
    atUs,
    action,
    evidence,
    reason: reasons.length > 0 ? reasons.join("; ") : "the split is as promised and no guardrail is shown to be harmed",
  };
}

function splitEvidence({ verdict, anytimePValue, worstDeviationPoints, unexpectedArms }: SampleRatio): GuardEvidence {
  const alert = verdict !== "healthy" || unexpectedArms.length > 0;
  const action = verdict === "kill" ? "kill" : alert ? "alert" : "none";
  return { kind: "sample_ratio", action, verdict, anytimePValue, worstDeviationPoints, unexpectedArms };
}

function guardrailEvidence(name: string, { experiment, metrics, moments }: GuardInput): readonly GuardEvidence[] {
  const definition = metrics.find((metric) => metric.name === name);
  const margin = definition?.margin ?? null;
  if (definition === undefined || margin === null) {
    throw new RangeError(`metrics: expected a definition of the guardrail ${name} with a margin, got none`);
  }
  const found = moments.find(({ metric }) => metric === name);
  if (found === undefined || found.kind === "ratio") return [{ kind: "unwatched", action: "none", metric: name }];
  const plannedUnits = experiment.gate.sizing?.confidenceSequenceN;
  if (plannedUnits === undefined) return [{ kind: "unwatched", action: "none", metric: name }];
  return experiment.variants
    .filter((variant) => variant !== experiment.control)
    .map((treatment): GuardEvidence => {
      const pair = { control: experiment.control, treatment };
      const shared = { plannedUnits, direction: definition.direction };
      const harmAtLeast = guardrailHarm(found, pair, { ...shared, alpha: 0.01 / experiment.guardrails.length });
      const alarm = guardrailHarm(found, pair, { ...shared, alpha: 0.05 / experiment.guardrails.length });
      const action: GuardAction =
        harmAtLeast !== null && harmAtLeast > margin ? "kill" : alarm !== null && alarm > 0 ? "alert" : "none";
      return { kind: "guardrail", action, metric: name, treatment, harmAtLeast, margin };
    });
}

function strongest(evidence: readonly GuardEvidence[]): GuardAction {
  const actions = evidence.map(({ action }) => action);
  return actions.find((action) => action === "kill") ?? actions.find((action) => action === "alert") ?? "none";
}

function inWords(one: GuardEvidence): string {
  if (one.kind === "unwatched") return `${one.metric} is not watched`;
  if (one.kind === "guardrail") {
    return one.action === "kill"
      ? `${one.metric} is harmed by ${one.treatment} by more than its margin of ${one.margin}`
      : `${one.metric} is harmed by ${one.treatment}`;
  }
  if (one.unexpectedArms.length > 0) return `units were seen in ${one.unexpectedArms.join(", ")}, which has weight 0`;
  return `sample ratio ${one.verdict}: an arm is ${Number(one.worstDeviationPoints.toPrecision(3))} points off its weight`;
}
