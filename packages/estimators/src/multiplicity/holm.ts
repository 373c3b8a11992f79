import type { Adjusted } from "./adjust.ts";
import { adjust, runningMaximum } from "./adjust.ts";

/**
 * p-values adjusted so that the chance of any false rejection among them stays below the level.
 *
 * Uniformly better than Bonferroni and valid under any dependence. Order is kept; `null` is ignored.
 *
 * @throws RangeError when a p-value lies outside [0, 1].
 *
 * Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scand. J. Statist. 6, 1979.
 *
 * @example
 * ```ts
 * holm([0.01, 0.04, 0.5]); // => [0.03, 0.08, 0.5]
 * ```
 */
export function holm<P extends number | null>(pValues: readonly P[]): Adjusted<P>[] {
  return adjust(pValues, (p) => runningMaximum(p.map((value, i) => (p.length - i) * value)));
}
