import type { Adjusted } from "./adjust.ts";
import { adjust, runningMinimumFromEnd } from "./adjust.ts";

/**
 * As Benjamini and Hochberg's adjustment, valid under any dependence at the price of a harmonic factor.
 * Order is kept; `null` is ignored.
 *
 * @throws RangeError when a p-value lies outside [0, 1].
 *
 * Source: Benjamini and Yekutieli, "The Control of the False Discovery Rate in Multiple Testing under
 * Dependency", Annals of Statistics 29, 2001.
 */
export function benjaminiYekutieli<P extends number | null>(pValues: readonly P[]): Adjusted<P>[] {
  return adjust(pValues, (p) => {
    const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
    return runningMinimumFromEnd(p.map((value, i) => ((harmonic * p.length) / (i + 1)) * value));
  });
}
