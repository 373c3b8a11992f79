import type { Interval } from "../comparison.ts";
import type { Moments } from "../moments/moments.ts";
import type { LiftIntervalOptions, NoLiftInterval } from "./lift-inputs.ts";
import { liftInputs } from "./lift-inputs.ts";

/**
 * Interval of the lift of means by the normal approximation of the logarithm of their ratio.
 *
 * Beside {@link fiellerInterval} for comparison with other tools, never deciding: it may leave out 0 when
 * the test of the difference does not reject, and the other way round.
 *
 * @throws RangeError when alpha does not lie between 0 and 1, or no data could have the moments.
 *
 * Source: Katz and others, "Obtaining Confidence Intervals for the Risk Ratio in Cohort Studies",
 * Biometrics 34, 1978, with the variances of means.
 */
export function logLiftInterval(
  control: Moments,
  treatment: Moments,
  options: LiftIntervalOptions,
): Interval | NoLiftInterval {
  const inputs = liftInputs(control, treatment, options);
  if (typeof inputs === "string") return inputs;
  const [base, mean] = [inputs.control.value, inputs.treatment.value];
  if (!(base > 0 && mean > 0)) return "mean_not_positive";
  const relative = (value: number, variance: number): number => Math.sqrt(variance) / value;
  const deviation = Math.hypot(
    relative(base, inputs.control.variance),
    relative(mean, inputs.treatment.variance),
  );
  const center = Math.log(mean / base);
  const halfWidth = inputs.critical * deviation;
  const interval: Interval = [Math.expm1(center - halfWidth), Math.expm1(center + halfWidth)];
  return Number.isFinite(interval[1]) ? interval : "unbounded";
}
