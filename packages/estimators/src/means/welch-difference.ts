import { agreeWithTest } from "../agree-with-test.ts";
import type { Interval } from "../comparison.ts";
import { studentTQuantileUpper, studentTTwoSided } from "../distributions/student-t.ts";
import { finiteInterval } from "../finite-interval.ts";
import type { ArmEstimate } from "./arm-estimate.ts";
import { fiellerInterval } from "./fieller-interval.ts";
import type { VariancePart } from "./satterthwaite.ts";
import { satterthwaite } from "./satterthwaite.ts";

/** What else to know about two arms: the error rate, and the base of the lift when it is not the control. */
export interface WelchOptions {
  readonly alpha: number;
  /** Defaults to the control estimate, independent of the treatment. */
  readonly base?: LiftBase;
  /** Variance of the difference that comes from neither arm alone. */
  readonly shared?: VariancePart;
}

/** The number a lift is relative to. */
export interface LiftBase {
  readonly value: number;
  readonly variance: number;
  /** With the difference. */
  readonly covariance: number;
}

/** Difference of two independent estimates, tested and with both intervals. */
export interface WelchDifference {
  readonly difference: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly interval: Interval;
  readonly lift: number | null;
  readonly liftInterval: Interval | "unbounded";
}

/**
 * Welch's test of two independent estimates, with the interval of the difference and of the lift.
 *
 * The variances must not both be zero. The p-value comes from the difference alone, never from the lift.
 * Ends beyond the largest double are given as that double.
 *
 * Source: Welch, "The Generalization of Student's Problem when Several Different Population Variances are
 * Involved", Biometrika 34, 1947; degrees of freedom by Satterthwaite, 1946.
 */
export function welchDifference(
  control: ArmEstimate,
  treatment: ArmEstimate,
  { alpha, base, shared }: WelchOptions,
): WelchDifference {
  const difference = treatment.value - control.value;
  const parts = shared === undefined ? [control, treatment] : [control, treatment, shared];
  const differenceVariance = parts.reduce((sum, part) => sum + part.variance, 0);
  const standardError = Math.sqrt(differenceVariance);
  const degreesOfFreedom = satterthwaite(parts);
  const statistic = difference / standardError;
  const pValue = studentTTwoSided(statistic, degreesOfFreedom);
  const critical = studentTQuantileUpper(alpha / 2, degreesOfFreedom);
  const halfWidth = critical * standardError;
  const over = base ?? {
    value: control.value,
    variance: control.variance,
    covariance: -control.variance,
  };
  const relative = fiellerInterval(
    {
      difference,
      differenceVariance,
      base: over.value,
      baseVariance: over.variance,
      covariance: over.covariance,
    },
    critical,
  );
  const significant = pValue < alpha;
  const lift = difference / Math.abs(over.value);
  return {
    difference,
    standardError,
    degreesOfFreedom,
    statistic,
    pValue,
    interval: agreeWithTest(
      finiteInterval([difference - halfWidth, difference + halfWidth]),
      difference,
      significant,
    ),
    lift: Number.isFinite(lift) ? lift : null,
    liftInterval:
      relative === "unbounded" ? relative : agreeWithTest(relative, difference, significant),
  };
}
