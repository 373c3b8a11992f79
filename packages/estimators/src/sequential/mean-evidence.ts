import type { InsufficientReason } from "../comparison.ts";
import { variesAtAll } from "../means/varies-at-all.ts";
import { checkedMoments } from "../moments/check-moments.ts";
import type { Moments } from "../moments/moments.ts";
import { varianceOf } from "../moments/variance-of.ts";

const FEWEST_NONZERO_UNITS = 30;

/** Two means as a sequence sees them. */
export interface MeanEvidence {
  readonly units: number;
  readonly difference: number;
  /** The larger of Welch's and the pooled one. */
  readonly differenceVariance: number;
  /** Of the control mean, by the same rule. */
  readonly baseVariance: number;
}

/**
 * What the moments say, or why it is too early for a look.
 *
 * @param nonzeroUnits - Units with a value other than zero, of control and treatment.
 */
export function meanEvidence(
  control: Moments,
  treatment: Moments,
  nonzeroUnits: readonly [control: number, treatment: number] | undefined,
): MeanEvidence | InsufficientReason {
  checkedMoments("control", control);
  checkedMoments("treatment", treatment);
  if (control.count < 2 || treatment.count < 2) return "too_few_units";
  if (!variesAtAll([control, treatment])) return "no_variation";
  const most = nonzeroUnits ?? [control.count, treatment.count];
  if (Math.min(...most) < FEWEST_NONZERO_UNITS) return "too_few_nonzero_units";
  const fewest = nonzeroUnits ?? [fewestNonzero(control), fewestNonzero(treatment)];
  if (Math.min(...fewest) < FEWEST_NONZERO_UNITS) return "nonzero_units_not_counted";
  const units = control.count + treatment.count;
  const pooled = (control.m2 + treatment.m2) / (units - 2);
  const controlVariance = varianceOf(control) / control.count;
  const welch = controlVariance + varianceOf(treatment) / treatment.count;
  const underPooling = pooled * (1 / control.count + 1 / treatment.count);
  return {
    units,
    difference: treatment.mean - control.mean,
    differenceVariance: Math.max(welch, underPooling),
    baseVariance: Math.max(controlVariance, pooled / control.count),
  };
}

/**
 * By the inequality of Cauchy and Schwarz no fewer units can have given these moments. No better bound exists:
 * so many units of one value give the same sums, and two of opposite signs give any sums centered on zero.
 */
function fewestNonzero({ count, mean, m2 }: Moments): number {
  const sumOfSquares = m2 + count * mean * mean;
  return sumOfSquares === 0 ? 0 : (count * mean) ** 2 / sumOfSquares;
}
