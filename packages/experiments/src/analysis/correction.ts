import { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm, hommel } from "@liftproof/estimators";

/** A way to adjust p-values for their number, all of them as in R's `p.adjust`. */
export type CorrectionName = "holm" | "hochberg" | "hommel" | "bh" | "by" | "bonferroni" | "none";

/**
 * How p-values are adjusted. `weighted` gives the first metric that share of the error rate, in (0, 1), and the rest to
 * all others: weighted Bonferroni for one primary metric.
 */
export type Correction = CorrectionName | { readonly weighted: number };

/** A p-value, null where there is none, and whether it is one of the first metric. */
export interface CorrectedTest {
  readonly pValue: number | null;
  readonly isPrimary: boolean;
}

const corrections: Readonly<Record<CorrectionName, (pValues: readonly (number | null)[]) => readonly (number | null)[]>> = {
  holm, hochberg, hommel, bonferroni,
  bh: benjaminiHochberg,
  by: benjaminiYekutieli,
  none: (pValues) => pValues,
};

/**
 * Adjusted p-values, in order; null stays null and does not count.
 *
 * @throws RangeError when the weight of the first metric is not between 0 and 1.
 */
export function correctedPValues(tests: readonly CorrectedTest[], correction: Correction): readonly (number | null)[] {
  if (typeof correction === "string") return corrections[correction](tests.map(({ pValue }) => pValue));
  const { weighted } = correction;
  if (!(weighted > 0 && weighted < 1)) throw new RangeError(`correction.weighted: expected a share between 0 and 1, got ${weighted}`);
  const counted = tests.filter(({ pValue }) => pValue !== null);
  const primary = counted.filter(({ isPrimary }) => isPrimary).length;
  const alone = primary === 0 || primary === counted.length;
  return tests.map(({ pValue, isPrimary }) => {
    if (pValue === null) return null;
    // Where only one of the two groups has a test, it has the whole error rate.
    const weight = alone ? 1 / counted.length : isPrimary ? weighted / primary : (1 - weighted) / (counted.length - primary);
    return Math.min(1, pValue / weight);
  });
}
