import { checkedAlpha } from "../check-alpha.ts";
import { normalQuantileUpper, normalUpper } from "../distributions/normal.ts";

/** How much of the error rate may be used up by when: an exponent stands for the power family, alpha t^power. */
export type SpendingFunction =
  | "lan-demets-obrien-fleming"
  | "lan-demets-pocock"
  | { readonly power: number };

/** An error rate, the rule by which it is spent, and how much of the planned information is in. */
export interface SpentAlphaInput {
  readonly alpha: number;
  readonly spending: SpendingFunction;
  /** Information so far over the information planned; from 1 on everything is spent. */
  readonly informationFraction: number;
}

/**
 * Error rate spent by a share of the planned information.
 *
 * A two-sided design spends twice what one side spends of alpha / 2; for the O'Brien-Fleming type that is
 * less, early on, than what the function gives of alpha itself.
 *
 * @throws RangeError when alpha is not between 0 and 1, the fraction is negative or the power not above 0.
 *
 * Source: Lan and DeMets, "Discrete Sequential Boundaries for Clinical Trials", Biometrika 70, 1983; power
 * family by Kim and DeMets, Biometrika 74, 1987.
 */
export function spentAlpha({ alpha, spending, informationFraction }: SpentAlphaInput): number {
  checkedAlpha(alpha);
  if (!(informationFraction >= 0)) {
    throw new RangeError(`informationFraction: expected a number >= 0, got ${informationFraction}`);
  }
  const share = Math.min(1, informationFraction);
  if (spending === "lan-demets-obrien-fleming") {
    if (share === 0 || share === 1) return share * alpha;
    return 2 * normalUpper(normalQuantileUpper(alpha / 2) / Math.sqrt(share));
  }
  if (spending === "lan-demets-pocock") return alpha * Math.log1p(Math.expm1(1) * share);
  if (!(spending.power > 0 && spending.power < Infinity)) {
    throw new RangeError(`spending.power: expected a finite number > 0, got ${spending.power}`);
  }
  return alpha * share ** spending.power;
}
