import { agreeWithTest } from "../agree-with-test.ts";
import type { InsufficientReason } from "../comparison.ts";
import { fiellerInterval } from "../means/fieller-interval.ts";
import { variesAtAll } from "../means/varies-at-all.ts";
import { checkedMoments } from "../moments/check-moments.ts";
import type { Moments } from "../moments/moments.ts";
import { varianceOf } from "../moments/variance-of.ts";
import type { SequenceOptions } from "./confidence-sequence.ts";
import { confidenceSequence } from "./confidence-sequence.ts";
import type { SequentialResult } from "./sequential-result.ts";

/** As for any sequence, with what moments alone cannot tell. */
export interface SequentialMeansOptions extends SequenceOptions {
  /**
   * Units with a value other than zero, of control and treatment. When absent, the least number that the
   * moments allow stands in for it: sum(x)^2 / sum(x^2).
   */
  readonly nonzeroUnits?: readonly [control: number, treatment: number];
}

const FEWEST_NONZERO_UNITS = 30;

/**
 * Means compared at any number of looks.
 *
 * The variance is the larger of Welch's and the pooled one: a small arm alone underrates its own at early
 * looks, which gives 32 % false alarms at a 90/10 split.
 *
 * @returns `insufficient` until each arm holds 30 units with a value other than zero, and while nothing
 * varies.
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
  checkedMoments("control", control);
  checkedMoments("treatment", treatment);
  const reason = tooEarly(control, treatment, options);
  if (reason !== undefined) return { kind: "insufficient", reason };
  const units = control.count + treatment.count;
  const difference = treatment.mean - control.mean;
  const pooled = (control.m2 + treatment.m2) / (units - 2);
  const controlVariance = varianceOf(control) / control.count;
  const welch = controlVariance + varianceOf(treatment) / treatment.count;
  const underPooling = pooled * (1 / control.count + 1 / treatment.count);
  const differenceVariance = Math.max(welch, underPooling);
  const standardError = Math.sqrt(differenceVariance);
  const { critical, pValue } = confidenceSequence(units, difference / standardError, options);
  const significant = pValue < options.alpha;
  const baseVariance = Math.max(controlVariance, pooled / control.count);
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

function tooEarly(
  control: Moments,
  treatment: Moments,
  { nonzeroUnits }: SequentialMeansOptions,
): InsufficientReason | undefined {
  if (control.count < 2 || treatment.count < 2) return "too_few_units";
  if (!variesAtAll([control, treatment])) return "no_variation";
  const known = nonzeroUnits ?? [fewestNonzero(control), fewestNonzero(treatment)];
  return Math.min(...known) < FEWEST_NONZERO_UNITS ? "too_few_nonzero_units" : undefined;
}

/** By the inequality of Cauchy and Schwarz no fewer units can have given these moments. */
function fewestNonzero({ count, mean, m2 }: Moments): number {
  const sumOfSquares = m2 + count * mean * mean;
  return sumOfSquares === 0 ? 0 : (count * mean) ** 2 / sumOfSquares;
}
