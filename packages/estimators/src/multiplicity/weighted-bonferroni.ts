import type { Adjusted } from "./adjust.ts";
import { adjust } from "./adjust.ts";

/** Which tests come first, and how much of the error rate they get. */
export interface WeightedBonferroniOptions {
  /** For each p-value whether it belongs to the primary metric; one for each treatment, with several. */
  readonly primary: readonly boolean[];
  /** Share of the error rate for the primary metric, in (0, 1); the other tests share the rest. */
  readonly primaryShare: number;
}

/**
 * p-values over the share of the error rate each test was given: the primary metric keeps most of its power however
 * many others are looked at. Intervals at alpha times that share go with it.
 *
 * Order is kept; `null` is ignored. Where only one of the two kinds has tests, it has all of the error rate.
 *
 * @throws RangeError when a p-value lies outside [0, 1], the share outside (0, 1), or the lengths differ.
 *
 * Source: Rosenthal and Rubin, "Ensemble-Adjusted p Values", Psychological Bulletin 94, 1983; one primary metric as
 * Bretz, Maurer, Brannath and Posch, Statistics in Medicine 28, 2009.
 *
 * @example
 * ```ts
 * weightedBonferroni([0.03, 0.01, 0.01], { primary: [true, false, false], primaryShare: 0.75 }); // => [0.04, 0.08, 0.08]
 * ```
 */
export function weightedBonferroni<P extends number | null>(
  pValues: readonly P[],
  { primary, primaryShare }: WeightedBonferroniOptions,
): Adjusted<P>[] {
  if (!(primaryShare > 0 && primaryShare < 1)) {
    throw new RangeError(`primaryShare: expected a share between 0 and 1, got ${primaryShare}`);
  }
  if (primary.length !== pValues.length) {
    throw new RangeError(`primary: expected ${pValues.length} values, one a p-value, got ${primary.length}`);
  }
  const tested = pValues.flatMap((pValue, i) => (pValue === null ? [] : [primary[i] === true]));
  const first = tested.filter(Boolean).length;
  const rest = tested.length - first;
  const [firstShare, restShare] = [rest === 0 ? 1 : primaryShare, first === 0 ? 1 : 1 - primaryShare];
  adjust(pValues, (ascending) => ascending);
  return pValues.map((pValue, i) =>
    pValue === null
      ? null
      : Math.min(1, primary[i] === true ? (pValue * first) / firstShare : (pValue * rest) / restShare),
  ) as Adjusted<P>[];
}
