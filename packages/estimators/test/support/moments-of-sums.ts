import type { Moments } from "../../src/index.ts";
import { momentsFromPowerSums } from "../../src/index.ts";

/** Moments of sums of values with two decimals, exactly. */
export function momentsOfSums({ count, sum, sumOfSquares }: { readonly count: number; readonly sum: number; readonly sumOfSquares: number }): Moments {
  const scaled = momentsFromPowerSums({
    count,
    sum: BigInt(Math.round(sum * 100)),
    sumOfSquares: BigInt(Math.round(sumOfSquares * 10_000)),
  });
  return { count, mean: scaled.mean / 100, m2: scaled.m2 / 10_000 };
}
