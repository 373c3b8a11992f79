import type { Interval } from "@liftproof/estimators";
import type { MetricDefinition } from "../config/metric-definition.ts";
import type { GuardrailVerdict } from "./experiment-result-row.ts";

/** Guardrails are read at one-sided 0.025, which is one end of a two-sided 95 % interval. */
export const GUARDRAIL_ALPHA = 0.05;

/**
 * Whether a guardrail is harmed by less than its margin.
 *
 * All guardrails must pass for a launch, so none is corrected for their number: a union of chances
 * to fail needs no correction, a union of chances to pass would.
 *
 * @param interval - Of the difference, treatment minus control; null when there is none yet, or the split is broken.
 */
export function guardrailVerdict(
  interval: Interval | null,
  { direction, margin }: Pick<MetricDefinition, "direction" | "margin">,
): GuardrailVerdict {
  if (interval === null || margin === null) return "undecided";
  const [leastHarm, mostHarm] = direction === "up" ? [-interval[1], -interval[0]] : interval;
  if (mostHarm < margin) return "non_inferior";
  return leastHarm > margin ? "inferior" : "undecided";
}
