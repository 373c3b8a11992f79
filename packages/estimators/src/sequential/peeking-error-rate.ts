import { checkedAlpha } from "../check-alpha.ts";
import { normalQuantileUpper } from "../distributions/normal.ts";
import { crossingProbabilities } from "./crossing-probabilities.ts";

/** A fixed test that is read at every look as if it were the only one. */
export interface PeekingInput {
  /** Two-sided error rate of the one look the test was made for. */
  readonly alpha: number;
  /** Information at each look, growing; 1, 2, 3 for evenly spaced ones. */
  readonly information: readonly number[];
}

/**
 * Chance of a false alarm at any of the looks of somebody who peeks: 14 % after five looks at 5 %.
 *
 * @throws RangeError when alpha is not between 0 and 1 or information does not grow.
 *
 * Source: Armitage, McPherson and Rowe, "Repeated Significance Tests on Accumulating Data", JRSS A 132, 1969.
 */
export function peekingErrorRate({ alpha, information }: PeekingInput): number {
  const critical = normalQuantileUpper(checkedAlpha(alpha) / 2);
  return crossingProbabilities({ information, critical: information.map(() => critical), sides: 2 }).reduce(
    (sum, { above, below }) => sum + above + below,
    0,
  );
}
