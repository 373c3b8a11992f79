import type { Analysis, ComparedArms, UncomparedArms } from "../analysis/analysis-result.ts";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import type { DecidingEvidence } from "./deciding-evidence.ts";
import { brokenSplit } from "./broken-split.ts";
import { effectWords, shortNumber } from "./effect-words.ts";
import type { GuardrailVerdict, ResultDecision } from "./experiment-result-row.ts";
import { lackingWords } from "./lacking-words.ts";

/** A decision with its reason in plain words. */
export interface TreatmentDecision {
  readonly decision: ResultDecision;
  readonly reason: string;
}

/** What there is to decide by. */
export interface TreatmentCase {
  readonly experiment: Pick<ExperimentDefinition, "status" | "decision">;
  readonly analysis: Pick<Analysis, "sampleRatio" | "interim">;
  readonly primary: Pick<MetricDefinition, "name" | "kind" | "currency">;
  readonly comparison: ComparedArms | UncomparedArms | undefined;
  readonly evidence: DecidingEvidence;
  /** Why adjusted estimates that are to decide may not, of the primary metric and the guardrails; see `untrustedAdjustments`. */
  readonly untrusted: readonly string[];
  /** In the order of the experiment's guardrails. */
  readonly guardrails: readonly { readonly name: string; readonly verdict: GuardrailVerdict }[];
}

const FEWEST_EXPECTED_CONVERSIONS = 10;

/**
 * What to do with a treatment, by the one rule its experiment has declared.
 *
 * A split that is off makes everything else unreadable, and a history that the arms do not share makes the adjusted estimate so. The fixed and the Bayesian rule decide at
 * the planned end and not before; the sequential one at any look. Shipping takes a primary metric
 * that is better, every guardrail shown to be harmed by less than its margin, and, for rates, ten
 * expected conversions in each arm.
 */
export function decideTreatment(one: TreatmentCase): TreatmentDecision {
  const broken = brokenSplit(one.analysis.sampleRatio);
  if (broken !== undefined) return { decision: "invalid", reason: broken };
  const { experiment, analysis, primary, evidence, guardrails, untrusted } = one;
  if (experiment.status === "killed") return { decision: "stop", reason: "the experiment was killed" };

  const over = !analysis.interim || experiment.status === "stopped";
  const wait: ResultDecision = over ? "stop" : "continue";
  if (analysis.interim && experiment.decision.rule !== "sequential") {
    const rule = `the ${experiment.decision.rule} rule reads the result at the planned end, which is not reached`;
    return { decision: wait, reason: over ? `stopped early: ${rule}` : rule };
  }
  if (untrusted.length > 0) return { decision: "invalid", reason: untrusted.join("; ") };
  const harmed = guardrails.find(({ verdict }) => verdict === "inferior");
  if (harmed !== undefined) return { decision: "stop", reason: `guardrail ${harmed.name} is harmed by more than its margin` };
  if (evidence.kind === "lacking") return { decision: wait, reason: `${primary.name} gives no answer${over ? "" : " yet"}: ${lackingWords[evidence.reason]}` };

  const found = `${effectWords(primary, evidence.difference, evidence.interval)}, ${evidence.words}`;
  if (!evidence.significant) return { decision: wait, reason: `no effect on ${primary.name} is shown${over ? "" : " so far"}: ${found}` };
  if (!evidence.better) return { decision: "stop", reason: `${primary.name} is worse: ${found}` };
  const obstacle = undecidedGuardrail(one, over) ?? tooFewConversions(one);
  if (obstacle !== undefined) return { decision: wait, reason: `${primary.name} is better (${found}), but ${obstacle}` };
  const kept = guardrails.length === 0 ? "" : "; every guardrail keeps its margin";
  return { decision: "ship", reason: `${primary.name} is better: ${found}${kept}` };
}

function undecidedGuardrail({ guardrails }: TreatmentCase, over: boolean): string | undefined {
  const open = guardrails.filter(({ verdict }) => verdict !== "non_inferior").map(({ name }) => name);
  return open.length === 0 ? undefined : `${open.join(", ")} is not ${over ? "" : "yet "}shown to keep its margin`;
}

function tooFewConversions({ primary, comparison }: TreatmentCase): string | undefined {
  if (primary.kind !== "rate" || comparison?.kind !== "compared") return undefined;
  const { controlUnits, treatmentUnits, controlMean, treatmentMean } = comparison;
  const conversions = controlUnits * controlMean + treatmentUnits * treatmentMean;
  const expected = (conversions * Math.min(controlUnits, treatmentUnits)) / (controlUnits + treatmentUnits);
  if (expected >= FEWEST_EXPECTED_CONVERSIONS) return undefined;
  return `an arm has ${shortNumber(expected)} expected conversions, under ${FEWEST_EXPECTED_CONVERSIONS}`;
}
