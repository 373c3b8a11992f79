import { normalUpper } from "@liftproof/estimators";

/** Natural logarithm of a weight that no longer counts. */
const NEGLIGIBLE = -45;

/** Standard deviations beyond which a normal tail is 1 in a double, and beyond which it is 0. */
const CERTAIN = 9;
const IMPOSSIBLE = 38;

/** Grid steps per standard deviation of what is integrated; the rule then errs below 1e-16. */
const STEPS_PER_DEVIATION = 1 / 0.7;

/** Widest step: the logarithm of a chi variable has its nearest singularity at pi / 4 off the real line. */
const WIDEST_STEP = 0.12;

/**
 * P(T > t) for a noncentral Student t, the power of a t test.
 *
 * T is (Z + noncentrality) / S with S the root of a chi-square over its degrees of freedom, so the
 * probability is a mean of normal tails over S. On the logarithm of S the weight falls off exponentially
 * on one side and faster on the other, where the plain trapezoidal rule converges exponentially; its
 * weights are divided by their own sum, so that no gamma function is needed. Absolute error below 1e-12
 * for 0.5 to 1e9 degrees of freedom, whatever the noncentrality.
 *
 * Source: Johnson, Kotz and Balakrishnan, "Continuous Univariate Distributions", volume 2, 1995, chapter
 * 31; Trefethen and Weideman, "The Exponentially Convergent Trapezoidal Rule", SIAM Review 2014.
 */
export function noncentralTUpper(t: number, df: number, noncentrality: number): number {
  if (t < 0) return 1 - noncentralTUpper(-t, df, -noncentrality);
  // S lies beyond this with probability below e^-45; where even that leaves no doubt, none is left.
  const farthestScale = Math.sqrt(1 + 2 * Math.sqrt(-NEGLIGIBLE / df) - (2 * NEGLIGIBLE) / df);
  if (noncentrality - t * farthestScale > CERTAIN) return 1;
  if (noncentrality < -IMPOSSIBLE) return 0;
  // The normal tail turns where t S is near the noncentrality, as steeply as the greater of the two.
  const steepness = Math.max(Math.abs(t), Math.abs(noncentrality));
  const step = Math.min(WIDEST_STEP, 1 / (STEPS_PER_DEVIATION * Math.hypot(Math.sqrt(2 * df), steepness)));
  let weights = 0;
  let tails = 0;
  for (const direction of [1, -1]) {
    for (let index = direction === 1 ? 0 : 1; ; index += 1) {
      const logScale = direction * index * step;
      const logWeight = (df / 2) * (2 * logScale - Math.expm1(2 * logScale));
      if (logWeight < NEGLIGIBLE) break;
      const weight = Math.exp(logWeight);
      weights += weight;
      tails += weight * normalUpper(t * Math.exp(logScale) - noncentrality);
    }
  }
  return tails / weights;
}
