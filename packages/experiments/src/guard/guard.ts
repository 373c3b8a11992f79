import { phasedSampleRatio } from "@liftproof/srm";
import type { SampleRatio } from "@liftproof/srm";
import type { GuardAction, GuardDecision, GuardEvidence } from "./guard-decision.ts";
import type { GuardInput } from "./guard-input.ts";
import { guardReason } from "./guard-reason.ts";
import { guardrailEvidence } from "./guardrail-evidence.ts";
import { healthEvidence } from "./health-evidence.ts";

/**
 * Whether a running experiment must end now. Meant to be asked at every look: both tests stay
 * honest however often that is.
 *
 * The split kills by the sample-ratio verdict. A guardrail kills when its harm is proven to exceed
 * the margin at one-sided 0.01 over the number of guardrails, and alerts when any harm is proven at
 * 0.05 over that number. Assignments that are not what the hash gives, and exposures that one arm loses more of, alert. The guard decides; serving control is the business of the kill list.
 *
 * @throws RangeError when a guardrail has no definition with a margin, or a count is out of range.
 */
export function guard(input: GuardInput): GuardDecision {
  const { experiment, phases, atUs, previousAnytimePValue } = input;
  const split = phasedSampleRatio(phases, {
    interim: true,
    ...(previousAnytimePValue === undefined ? {} : { previousAnytimePValue }),
  });
  const evidence = [splitEvidence(split), ...healthEvidence(input.health), ...experiment.guardrails.flatMap((name) => guardrailEvidence(name, input))];
  const action = strongest(evidence);
  return {
    expId: experiment.expId,
    phase: experiment.phase,
    atUs,
    action,
    evidence,
    reason: guardReason(evidence, action),
  };
}

function splitEvidence({ verdict, anytimePValue, worstDeviationPoints, unexpectedArms }: SampleRatio): GuardEvidence {
  const alert = verdict !== "healthy" || unexpectedArms.length > 0;
  const action = verdict === "kill" ? "kill" : alert ? "alert" : "none";
  return { kind: "sample_ratio", action, verdict, anytimePValue, worstDeviationPoints, unexpectedArms };
}

function strongest(evidence: readonly GuardEvidence[]): GuardAction {
  const actions = evidence.map(({ action }) => action);
  return actions.find((action) => action === "kill") ?? actions.find((action) => action === "alert") ?? "none";
}
