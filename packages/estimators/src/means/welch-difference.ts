import { agreeWithTest } from "../agree-with-test.ts";
import type { Interval } from "../comparison.ts";
import { studentTQuantileUpper, studentTTwoSided } from "../distributions/student-t.ts";
import type { ArmEstimate } from "./arm-estimate.ts";
import { fiellerInterval } from "./fieller-interval.ts";

/** What else to know about two arms: the error rate, and the base of the lift when it is not the control. */
export interface WelchOptions {
  readonly alpha: number;
  /** Defaults to the control estimate, independent of the treatment. */
  readonly base?: LiftBase;
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
 *
 * Source: Welch, "The Generalization of Student's Problem when Several Different Population Variances are
 * Involved", Biometrika 34, 1947; degrees of freedom by Satterthwaite, 1946.
 */
export function welchDifference(
  control: ArmEstimate,
  treatment: ArmEstimate,
  { alpha, base }: WelchOptions,
): WelchDifference {
  const difference = treatment.value - control.value;
  const differenceVariance = control.variance + treatment.variance;
  const standardError = Math.sqrt(differenceVariance);
  const degreesOfFreedom = satterthwaite(control, treatment);
  const statistic = difference / standardError;
  const pValue = studentTTwoSided(statistic, degreesOfFreedom);
  const critical = studentTQuantileUpper(alpha / 2, degreesOfFreedom);
  const plain: Interval = [
    difference - critical * standardError,
    difference + critical * standardError,
  ];
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
  return {
    difference,
    standardError,
    degreesOfFreedom,
    statistic,
    pValue,
    interval: agreeWithTest(plain, difference, significant),
    lift: over.value === 0 ? null : difference / Math.abs(over.value),
    liftInterval:
      relative === "unbounded" ? relative : agreeWithTest(relative, difference, significant),
  };
}

/** Written with shares so that tiny variances do not underflow when squared. */
function satterthwaite(control: ArmEstimate, treatment: ArmEstimate): number {
  const total = control.variance + treatment.variance;
  const controlShare = control.variance / total;
  const treatmentShare = treatment.variance / total;
  return (
    1 /
    (controlShare ** 2 / control.degreesOfFreedom + treatmentShare ** 2 / treatment.degreesOfFreedom)
  );
}
