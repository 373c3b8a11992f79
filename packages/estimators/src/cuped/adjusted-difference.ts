import type { VariancePart } from "../means/satterthwaite.ts";
import type { WelchDifference } from "../means/welch-difference.ts";
import { welchDifference } from "../means/welch-difference.ts";
import type { JointMoments } from "../moments/joint-moments.ts";
import type { AdjustedArm } from "./adjusted-arm.ts";

/** One treatment against the control, both adjusted. */
export interface CupedComparison extends WelchDifference {
  readonly controlMean: number;
  readonly treatmentMean: number;
  /** Share of the squared standard error removed; negative when the adjustment did harm. */
  readonly varianceReduction: number;
}

/** The error rate, and the units of all arms together. */
export interface AdjustedOptions {
  readonly alpha: number;
  readonly all: JointMoments;
  /** What the arms measure the metric in, a power of two. */
  readonly unit: number;
}

/** Difference of two adjusted arms, with a lift over the raw control mean. */
export function adjustedDifference(
  control: AdjustedArm,
  treatment: AdjustedArm,
  { alpha, all, unit }: AdjustedOptions,
): CupedComparison {
  const gaps = treatment.theta.map((slope, k) => slope - (control.theta[k] ?? 0));
  const shared = fromGrandMean(gaps, all);
  const covariance =
    combined(gaps, (k) => control.withCovariates[k] ?? 0) / all.count - control.covarianceWithRaw;
  const base = {
    value: control.rawMean * unit,
    variance: control.rawVariance * unit * unit,
    covariance: covariance * unit * unit,
  };
  const inData = ({ variance, degreesOfFreedom }: VariancePart): VariancePart => ({
    variance: variance * unit * unit,
    degreesOfFreedom,
  });
  const arms = [
    { value: control.value * unit, ...inData(control) },
    { value: treatment.value * unit, ...inData(treatment) },
  ] as const;
  const adjusted = control.variance + treatment.variance + (shared?.variance ?? 0);
  const raw = control.rawVariance + treatment.rawVariance;
  return {
    controlMean: arms[0].value,
    treatmentMean: arms[1].value,
    varianceReduction: 1 - adjusted / raw,
    ...welchDifference(arms[0], arms[1], {
      alpha,
      base,
      ...(shared === undefined ? {} : { shared: inData(shared) }),
    }),
  };
}

/**
 * What the difference varies with the mean of the covariates over all units: (bT - bC)^2 s2x / N, nothing
 * where the slopes are the same.
 */
function fromGrandMean(gaps: readonly number[], all: JointMoments): VariancePart | undefined {
  const squares = combined(gaps, (i) =>
    combined(gaps, (j) => all.crossProducts[i + 1]?.[j + 1] ?? 0),
  );
  if (!(squares > 0)) return undefined;
  return { variance: squares / (all.count - 1) / all.count, degreesOfFreedom: all.count - 1 };
}

function combined(gaps: readonly number[], of: (covariate: number) => number): number {
  return gaps.reduce((sum, gap, k) => (gap === 0 ? sum : sum + gap * of(k)), 0);
}
