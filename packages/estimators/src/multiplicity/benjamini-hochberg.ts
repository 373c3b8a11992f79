import type { Adjusted } from "./adjust.ts";
import { adjust, runningMinimumFromEnd } from "./adjust.ts";

/**
 * p-values adjusted to bound the expected share of false rejections among all rejections. For
 * exploration, not for decisions. Order is kept; `null` is ignored.
 *
 * @throws RangeError when a p-value lies outside [0, 1].
 *
 * Source: Benjamini and Hochberg, "Controlling the False Discovery Rate", JRSS B 57, 1995.
 */
export function benjaminiHochberg<P extends number | null>(pValues: readonly P[]): Adjusted<P>[] {
  return adjust(pValues, (p) =>
    runningMinimumFromEnd(p.map((value, i) => (p.length / (i + 1)) * value)),
  );
}
