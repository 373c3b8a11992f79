/** Which way of a metric is good. */
export type GoodDirection = "up" | "down";

/** What may be lost at most, and how sure one must be. */
export interface NonInferiorityOptions {
  /** Largest acceptable harm, in units of the metric; 0 asks for no harm at all. */
  readonly margin: number;
  readonly direction: GoodDirection;
  /** One-sided error rate, between 0 and 1/2. */
  readonly alpha: number;
}

/** Whether a treatment does unacceptable harm. Harm is the difference in the bad direction. */
export interface NonInferiority {
  /** One-sided, of harm at or above the margin: below alpha exactly when `non-inferior`. */
  readonly pValue: number;
  readonly harm: number;
  /** Harm is at most this, at level alpha: below the margin exactly when `non-inferior`. */
  readonly bound: number;
  /** Harm is at least this, at level alpha: above the margin exactly when `inferior`. */
  readonly leastHarm: number;
  readonly verdict: "non-inferior" | "inferior" | "inconclusive";
}

/** The harm as estimated and bounded, with the p-values of either side of the margin. */
export interface HarmEstimate {
  readonly harm: number;
  readonly bound: number;
  readonly leastHarm: number;
  /** Of harm at or above the margin. */
  readonly pValue: number;
  /** Of harm at or below the margin. */
  readonly pValueOfLess: number;
}

/** Verdict and bounds, which agree to the last bit because the p-values settle it. */
export function judgeHarm(
  { harm, bound, leastHarm, pValue, pValueOfLess }: HarmEstimate,
  { margin, alpha }: NonInferiorityOptions,
): NonInferiority {
  const nonInferior = pValue < alpha;
  const inferior = pValueOfLess < alpha;
  const [below, above] = [margin - bit(margin), margin + bit(margin)];
  return {
    pValue,
    harm,
    bound: nonInferior ? Math.min(bound, below) : Math.max(bound, margin),
    leastHarm: inferior ? Math.max(leastHarm, above) : Math.min(leastHarm, margin),
    verdict: nonInferior ? "non-inferior" : inferior ? "inferior" : "inconclusive",
  };
}

/** The difference on the bad side. */
export function harmOf(difference: number, direction: GoodDirection): number {
  return direction === "up" ? 0 - difference : difference;
}

/** The options themselves, once they are known to make sense. */
export function checkedNonInferiority(options: NonInferiorityOptions): NonInferiorityOptions {
  const { margin, alpha } = options;
  if (!(margin >= 0 && margin < Infinity)) {
    throw new RangeError(`margin: expected a finite number >= 0 in units of the metric, got ${margin}`);
  }
  if (!(alpha > 0 && alpha < 0.5)) {
    throw new RangeError(`alpha: expected a one-sided error rate between 0 and 1/2, got ${alpha}`);
  }
  return options;
}

function bit(margin: number): number {
  return margin * Number.EPSILON + Number.MIN_VALUE;
}
