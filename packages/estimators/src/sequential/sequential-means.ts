import { agreeWithTest } from "../agree-with-test.ts";
import { fiellerInterval } from "../means/fieller-interval.ts";
import type { Moments } from "../moments/moments.ts";
import type { SequenceOptions } from "./confidence-sequence.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import { meanEvidence } from "./mean-evidence.ts";
import type { SequentialResult } from "./sequential-result.ts";

/** As for any sequence, with what moments alone cannot tell. */
export interface SequentialMeansOptions extends SequenceOptions {
  /**
   * Units with a value other than zero, of control and treatment. When absent, the least number that the
   * moments allow stands in for it: sum(x)^2 / sum(x^2).
   */
  readonly nonzeroUnits?: readonly [control: number, treatment: number];
}

/**
 * Means compared at any number of looks.
 *
 * The variance is the larger of Welch's and the pooled one: a small arm alone underrates its own at early
 * looks, which gives 32 % false alarms at a 90/10 split.
 *
 * @returns `insufficient` until each arm holds 30 units with a value other than zero, or while the moments
 * do not show that and nobody has counted them, and while nothing varies.
 * @throws RangeError when an option is out of range, or no data could have the moments.
 *
 * Source: Waudby-Smith and others, "Time-uniform central limit theory and asymptotic confidence
 * sequences", Annals of Statistics 2024.
 */
export function sequentialMeans(
  control: Moments,
  treatment: Moments,
  options: SequentialMeansOptions,
): SequentialResult {
  const evidence = meanEvidence(control, treatment, options.nonzeroUnits);
  if (typeof evidence === "string") return { kind: "insufficient", reason: evidence };
  const { units, difference, differenceVariance, baseVariance } = evidence;
  const standardError = Math.sqrt(differenceVariance);
  const { critical, pValue } = confidenceSequence(units, difference / standardError, options);
  const significant = pValue < options.alpha;
  const relative = fiellerInterval(
    {
      difference,
      differenceVariance,
      base: control.mean,
      baseVariance,
      covariance: -Math.min(baseVariance, differenceVariance),
    },
    critical,
  );
  const reach = critical * standardError;
  return {
    kind: "valid",
    pValue,
    interval: agreeWithTest([difference - reach, difference + reach], difference, significant),
    liftInterval:
      relative === "unbounded" ? relative : agreeWithTest(relative, difference, significant),
  };
}
