import { betaLower } from "@liftproof/estimators";

/** Share of a covariate's own variation under which what the others leave of it is rounding. */
const PIVOT_TOLERANCE = 1e-10;

/** Two groups of units seen through their means and their joint variation within groups. */
export interface TwoGroups {
  readonly counts: readonly [number, number];
  /** Differences of the means, second group minus first. */
  readonly differences: readonly number[];
  /** Cross products of the deviations from the own group's means, summed over both groups. */
  readonly within: readonly (readonly number[])[];
}

/** Hotelling's test that all means are equal. */
export interface HotellingTest {
  readonly tSquared: number;
  readonly fStatistic: number;
  /** Of the numerator, the covariates that took part, and of the denominator. */
  readonly degreesOfFreedom: readonly [number, number];
  readonly pValue: number;
  /** Columns that others already determine, or that never vary; they took no part. */
  readonly redundant: readonly number[];
}

/**
 * Hotelling's two-sample T^2, by an L D L' factorization of the variation within groups.
 *
 * @returns `null` when no covariate varies or too few units are left over for a variance.
 *
 * Source: Hotelling, "The Generalization of Student's Ratio", 1931; Anderson, "An Introduction to
 * Multivariate Statistical Analysis", 2003, section 5.3.
 */
export function hotelling({ counts: [first, second], differences, within }: TwoGroups): HotellingTest | null {
  const size = differences.length;
  const lower = differences.map(() => differences.map(() => 0));
  const pivots: number[] = [];
  const solved: number[] = [];
  const dot = (a: readonly number[] = [], b: readonly number[]): number => pivots.reduce((sum, _, k) => sum + (a[k] ?? 0) * (b[k] ?? 0), 0);
  let quadratic = 0;
  for (let j = 0; j < size; j += 1) {
    const own = within[j]?.[j] ?? 0;
    const weighted = pivots.map((pivot, k) => pivot * (lower[j]?.[k] ?? 0));
    const pivot = own - dot(lower[j], weighted);
    const kept = own > 0 && pivot > PIVOT_TOLERANCE * own;
    const value = kept ? (differences[j] ?? 0) - dot(lower[j], solved) : 0;
    for (let i = j + 1; kept && i < size; i += 1) {
      const row = lower[i];
      if (row !== undefined) row[j] = ((within[i]?.[j] ?? 0) - dot(row, weighted)) / pivot;
    }
    pivots.push(kept ? pivot : 0);
    solved.push(value);
    if (kept) quadratic += (value * value) / pivot;
  }
  const rank = pivots.filter((pivot) => pivot > 0).length;
  const units = first + second;
  const left = units - rank - 1;
  if (rank === 0 || left < 1) return null;
  const tSquared = ((first * second) / units) * (units - 2) * quadratic;
  const fStatistic = (left / ((units - 2) * rank)) * tSquared;
  return {
    tSquared,
    fStatistic,
    degreesOfFreedom: [rank, left],
    pValue: betaLower(left / (left + rank * fStatistic), left / 2, rank / 2),
    redundant: pivots.flatMap((pivot, index) => (pivot > 0 ? [] : [index])),
  };
}
