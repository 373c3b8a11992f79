import { lackingWords } from "../results/lacking-words.ts";
import type { GuardAction, GuardEvidence, Unwatched } from "./guard-decision.ts";

/**
 * Why the guard asks for what it asks, in plain words. When it asks for nothing it says of which guardrails that means
 * something: one that nobody watches, or that it is too early to judge, is not one that is shown to be calm.
 */
export function guardReason(evidence: readonly GuardEvidence[], action: GuardAction): string {
  const acting = evidence.flatMap((one) => (one.kind === "unwatched" || one.action === "none" || one.action !== action ? [] : [alarm(one)]));
  if (acting.length > 0) return acting.join("; ");
  const open = evidence.flatMap(openQuestion);
  const judged = evidence.some((one) => one.kind === "guardrail" && one.tooEarly === null);
  const calm = judged ? ` and ${open.length === 0 ? "no guardrail" : "no other guardrail"} is shown to be harmed` : "";
  return [`the split is as promised${calm}`, ...open].join("; ");
}

function alarm(one: Exclude<GuardEvidence, { readonly kind: "unwatched" }>): string {
  if (one.kind === "assignment_drift") return `${one.driftedReports} of ${one.derivedReports} reported assignments are not what the hash gives`;
  if (one.kind === "exposure_loss") return `the arms lose different shares of their exposures: ${one.arms.map(({ arm, assigned, exposed }) => `${assigned - exposed} of ${assigned} in ${arm}`).join(", ")}`;
  if (one.kind === "guardrail") {
    const beyond = one.action === "kill" ? ` by more than its margin of ${one.margin}` : "";
    return `${one.metric} is harmed by ${one.treatment}${beyond}`;
  }
  if (one.unexpectedArms.length > 0) return `units were seen in ${one.unexpectedArms.join(", ")}, which has weight 0`;
  return `sample ratio ${one.verdict}: an arm is ${Number(one.worstDeviationPoints.toPrecision(3))} points off its weight`;
}

function openQuestion(one: GuardEvidence): readonly string[] {
  if (one.kind === "unwatched") return [`${one.metric} is not watched: ${unwatchedWords[one.why]}`];
  if (one.kind !== "guardrail" || one.tooEarly === null) return [];
  return [`it is too early to judge ${one.metric} of ${one.treatment}: ${lackingWords[one.tooEarly]}`];
}

const unwatchedWords: Readonly<Record<Unwatched, string>> = {
  no_moments: "it was not measured",
  no_planned_units: "the experiment has no complete sizing, by which the reading would be tuned",
};
