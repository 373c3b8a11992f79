import type { Adjusted } from "./adjust.ts";
import { adjust } from "./adjust.ts";

/**
 * The closed test built from Simes' inequality: never weaker than Hochberg's, under the same dependence.
 * Order is kept; `null` is ignored.
 *
 * @throws RangeError when a p-value lies outside [0, 1].
 *
 * Source: Hommel, "A Stagewise Rejective Multiple Test Procedure Based on a Modified Bonferroni Test",
 * Biometrika 75, 1988; adjusted values by Wright, Biometrics 48, 1992.
 */
export function hommel<P extends number | null>(pValues: readonly P[]): Adjusted<P>[] {
  return adjust(pValues, (p) => {
    const count = p.length;
    const simes = Math.min(...p.map((value, i) => (count * value) / (i + 1)));
    let adjusted = p.map(() => simes);
    let bound = p.map(() => simes);
    for (let size = count - 1; size >= 2; size -= 1) {
      const firsts = count - size + 1;
      const last = p.slice(firsts);
      const least = Math.min(...last.map((value, i) => (size * value) / (i + 2)));
      bound = p.map((value, i) => (i < firsts ? Math.min(size * value, least) : 0));
      const atBoundary = bound[firsts - 1] ?? 0;
      bound = bound.map((value, i) => (i < firsts ? value : atBoundary));
      adjusted = adjusted.map((value, i) => Math.max(value, bound[i] ?? 0));
    }
    return adjusted.map((value, i) => Math.max(value, p[i] ?? 0));
  });
}
