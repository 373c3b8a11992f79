import type { Interval } from "@liftproof/estimators";
import type { DecisionRule } from "../config/experiment-definition.ts";
import { GUARDRAIL_ALPHA } from "./guardrail-verdict.ts";
import type { MeasuredPair } from "./measured-pair.ts";
import { uniformRatesInterval } from "./uniform-rates-interval.ts";
import { untrustedAdjustments } from "./untrusted-adjustments.ts";

/** What decides which interval a guardrail is read by. */
export interface GuardedBy extends DecisionRule {
  /** Units at which the confidence sequence is tightest; null when nobody has planned any. */
  readonly plannedUnits: number | null;
}

/**
 * The interval by which a guardrail is read: that of the declared rule, raw where there is no adjusted one.
 *
 * Null too where the adjusted estimate may not be read, rather than another one than was declared.
 *
 * Of the sequential rule these are bounds that each hold by themselves: one end of a two-sided sequence errs nearly, not at
 * most, half as often as both.
 *
 * A guardrail that nobody has tripped has nothing to test, yet the harm it can hide is bounded.
 */
export function guardedInterval(pair: MeasuredPair, { rule, estimate, plannedUnits }: GuardedBy): Interval | null {
  if (untrustedAdjustments([pair], { rule, estimate }).length > 0) return null;
  const { comparison } = pair;
  if (comparison.kind === "insufficient") {
    if (rule !== "sequential") return uniformRatesInterval(comparison, { alpha: GUARDRAIL_ALPHA / 2, plannedUnits: null });
    return plannedUnits === null ? null : uniformRatesInterval(comparison, { alpha: GUARDRAIL_ALPHA / 2, plannedUnits });
  }
  const { sequential, cuped } = comparison;
  if (rule === "sequential") return sequential === undefined || "insufficient" in sequential ? null : sequential.bounds;
  const adjusted = estimate === "cuped" && cuped !== undefined && !("insufficient" in cuped);
  return adjusted ? cuped.interval : comparison.interval;
}
