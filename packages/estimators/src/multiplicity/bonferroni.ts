import type { Adjusted } from "./adjust.ts";
import { adjust } from "./adjust.ts";

/**
 * p-values times their number: the only adjustment here whose intervals are known, those at alpha over the
 * number of tests. Order is kept; `null` is ignored.
 *
 * @throws RangeError when a p-value lies outside [0, 1].
 *
 * Source: Dunn, "Multiple Comparisons among Means", JASA 56, 1961.
 */
export function bonferroni<P extends number | null>(pValues: readonly P[]): Adjusted<P>[] {
  return adjust(pValues, (p) => p.map((value) => p.length * value));
}
