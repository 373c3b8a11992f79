import type { InsufficientReason, Interval } from "@liftproof/estimators";
import type { ComparedArms, UncomparedArms } from "../analysis/analysis-result.ts";
import type { DecisionRule } from "../config/experiment-definition.ts";
import { shortNumber } from "./effect-words.ts";
import { pValueWords } from "./p-value-words.ts";

/** What the declared rule reads of a comparison. */
export type DecidingEvidence =
  | {
      readonly kind: "evidence";
      readonly difference: number;
      readonly interval: Interval;
      /** Whether it points in the good direction. */
      readonly better: boolean;
      /** Whether the rule tells the difference from zero at the comparison's level. */
      readonly significant: boolean;
      /** The number that says so, in words. */
      readonly words: string;
    }
  | { readonly kind: "lacking"; readonly reason: InsufficientReason | "not_analyzed" | "no_such_estimate" };

/**
 * The one estimate by which an experiment declared to decide.
 *
 * Reading whichever of several estimates looks best would err in 5.5 % of cases or more where each
 * alone errs in 5 %.
 *
 * @param alpha - The level of the comparison.
 * @param direction - The good one.
 */
export function decidingEvidence(
  comparison: ComparedArms | UncomparedArms | undefined,
  { rule, estimate }: DecisionRule,
  { alpha, direction }: { readonly alpha: number; readonly direction: "up" | "down" },
): DecidingEvidence {
  if (comparison === undefined) return { kind: "lacking", reason: "not_analyzed" };
  if (comparison.kind === "insufficient") return { kind: "lacking", reason: comparison.insufficient };
  if (rule === "bayesian") {
    const { bayesian, difference } = comparison;
    if (bayesian === undefined) return { kind: "lacking", reason: "no_such_estimate" };
    const { probabilityBetter, interval } = bayesian;
    const significant = Math.min(probabilityBetter, 1 - probabilityBetter) < alpha / 2;
    const words = `probability better ${shortNumber(probabilityBetter)}`;
    return { kind: "evidence", difference, interval, better: probabilityBetter > 0.5, significant, words };
  }
  const block = rule === "sequential" ? comparison.sequential : estimate === "cuped" ? comparison.cuped : comparison;
  if (block === undefined) return { kind: "lacking", reason: "no_such_estimate" };
  if ("insufficient" in block) return { kind: "lacking", reason: block.insufficient };
  const { pValue, interval } = block;
  const { difference } = { ...comparison, ...block };
  const adjusted = rule !== "sequential" && estimate === "cuped" ? " after CUPED" : "";
  const words = `${rule === "sequential" ? "sequential " : ""}p ${pValueWords(pValue)}${adjusted}`;
  return { kind: "evidence", difference, interval, better: difference > 0 === (direction === "up"), significant: pValue < alpha, words };
}
