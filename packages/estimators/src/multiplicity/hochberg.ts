import type { Adjusted } from "./adjust.ts";
import { adjust, runningMinimumFromEnd } from "./adjust.ts";

/**
 * Holm's adjustment read from the largest p-value down: stronger, but only for independent or positively
 * dependent tests. Order is kept; `null` is ignored.
 *
 * @throws RangeError when a p-value lies outside [0, 1].
 *
 * Source: Hochberg, "A Sharper Bonferroni Procedure for Multiple Tests of Significance", Biometrika 75,
 * 1988.
 */
export function hochberg<P extends number | null>(pValues: readonly P[]): Adjusted<P>[] {
  return adjust(pValues, (p) => runningMinimumFromEnd(p.map((value, i) => (p.length - i) * value)));
}
