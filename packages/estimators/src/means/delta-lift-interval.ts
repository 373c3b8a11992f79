import type { Interval } from "../comparison.ts";
import type { Moments } from "../moments/moments.ts";
import type { LiftIntervalOptions, NoLiftInterval } from "./lift-inputs.ts";
import { liftInputs } from "./lift-inputs.ts";

/**
 * Interval of the lift of means by the delta method, symmetric about the lift.
 *
 * Beside {@link fiellerInterval} for comparison with other tools, never deciding: a test by it rejects 8 to
 * 9 % of true nulls at low counts.
 *
 * @throws RangeError when alpha does not lie between 0 and 1, or no data could have the moments.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018, section 3.
 */
export function deltaLiftInterval(
  control: Moments,
  treatment: Moments,
  options: LiftIntervalOptions,
): Interval | NoLiftInterval {
  const inputs = liftInputs(control, treatment, options);
  if (typeof inputs === "string") return inputs;
  const base = Math.abs(inputs.control.value);
  if (base === 0) return "base_zero";
  const mean = inputs.treatment.value;
  const lift = (mean - inputs.control.value) / base;
  const deviation = Math.hypot(
    Math.sqrt(inputs.treatment.variance) / base,
    (mean / base) * (Math.sqrt(inputs.control.variance) / base),
  );
  const halfWidth = inputs.critical * deviation;
  return Number.isFinite(halfWidth) && Number.isFinite(lift)
    ? [lift - halfWidth, lift + halfWidth]
    : "unbounded";
}
