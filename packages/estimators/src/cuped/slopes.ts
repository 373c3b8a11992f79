/** Share of a covariate's own variation under which what others leave of it is rounding. */
const PIVOT_TOLERANCE = 1e-10;

/** Regression slopes, and how many covariates took part. */
export interface Slopes {
  readonly theta: readonly number[];
  readonly rank: number;
}

/**
 * Solves the normal equations of a regression, leaving out covariates that others already determine.
 *
 * A covariate is left out, with slope 0, when the pivot it would bring is below 1e-10 of its own
 * variation: relative, so that the unit of a covariate never matters.
 *
 * Source: Cholesky factorization in the form L D L', Golub and Van Loan, "Matrix Computations", 4.1.
 */
export function slopes(
  products: readonly (readonly number[])[],
  withMetric: readonly number[],
): Slopes {
  const size = withMetric.length;
  const lower = withMetric.map(() => withMetric.map(() => 0));
  const pivots: number[] = [];
  for (let j = 0; j < size; j += 1) {
    const own = products[j]?.[j] ?? 0;
    const pivot = own - weightedDot(lower[j], lower[j], pivots);
    const kept = own > 0 && pivot > PIVOT_TOLERANCE * own;
    for (let i = j + 1; kept && i < size; i += 1) {
      const left = (products[i]?.[j] ?? 0) - weightedDot(lower[i], lower[j], pivots);
      const row = lower[i];
      if (row !== undefined) row[j] = left / pivot;
    }
    pivots.push(kept ? pivot : 0);
  }
  const forward: number[] = [];
  withMetric.forEach((value, i) => {
    const known = forward.reduce((sum, solved, k) => sum + (lower[i]?.[k] ?? 0) * solved, 0);
    forward.push((pivots[i] ?? 0) === 0 ? 0 : value - known);
  });
  const theta = forward.map((value, i) => ((pivots[i] ?? 0) === 0 ? 0 : value / (pivots[i] ?? 1)));
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) {
      if ((pivots[i] ?? 0) !== 0) theta[i] = (theta[i] ?? 0) - (lower[k]?.[i] ?? 0) * (theta[k] ?? 0);
    }
  }
  return { theta, rank: pivots.filter((pivot) => pivot !== 0).length };
}

function weightedDot(
  a: readonly number[] = [],
  b: readonly number[] = [],
  weights: readonly number[],
): number {
  return weights.reduce((sum, weight, k) => sum + (a[k] ?? 0) * (b[k] ?? 0) * weight, 0);
}
