import { meeInterval, normalQuantileUpper, oneSidedSequence } from "@liftproof/estimators";
import type { Interval } from "@liftproof/estimators";
import type { UncomparedArms } from "../analysis/analysis-result.ts";

/** Below this the normal limit, on which the bound rests, has not set in. */
const FEWEST_UNITS = 100;

/** The level of each end, and the size its confidence sequence is tuned to when the rule looks at any time. */
export interface UniformLevel {
  /** One-sided: each end errs so often, by itself. */
  readonly alpha: number;
  /** Null for rules that read a guardrail once. */
  readonly plannedUnits: number | null;
}

/**
 * The interval of the difference of two rates where nobody has converted, or everybody: there is no
 * test of such a difference, but there is a largest one that the counts allow.
 *
 * With n units in the arm that may be worse and the normal quantile q it is q² / (n + q²), about 0.004
 * for a thousand units. Null for any other reason to lack a comparison, and under 100 units in an arm.
 */
export function uniformRatesInterval(
  { insufficient, controlUnits, treatmentUnits }: Pick<UncomparedArms, "insufficient" | "controlUnits" | "treatmentUnits">,
  { alpha, plannedUnits }: UniformLevel,
): Interval | null {
  if (insufficient !== "no_conversions" && insufficient !== "all_converted") return null;
  if (Math.min(controlUnits, treatmentUnits) < FEWEST_UNITS) return null;
  const converted = (units: number): number => (insufficient === "all_converted" ? units : 0);
  const critical = plannedUnits === null
    ? normalQuantileUpper(alpha)
    : oneSidedSequence(controlUnits + treatmentUnits, 0, { alpha, plannedUnits }).critical;
  return meeInterval(
    { successes: converted(controlUnits), trials: controlUnits },
    { successes: converted(treatmentUnits), trials: treatmentUnits },
    critical,
  );
}
