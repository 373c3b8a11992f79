import { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm, hommel, weightedBonferroni } from "@liftproof/estimators";

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
  return weightedBonferroni(tests.map(({ pValue }) => pValue), { primary: tests.map(({ isPrimary }) => isPrimary), primaryShare: correction.weighted });
}
