import type { Moments } from "./moments.ts";

/** The very first value, and how many values came before the block. */
export interface BlockPlace {
  readonly origin: number;
  readonly before: number;
}

/**
 * Moments of at least one value, with the mean relative to the origin, in two readings with several sums
 * each, so that the processor can add several values at a time.
 *
 * @throws RangeError when a value is not finite, or so large that the sums are not.
 */
export function blockMoments(values: Float64Array, { origin, before }: BlockPlace): Moments {
  const count = values.length;
  const first = values[0] ?? 0;
  const center = first + sumAbout(values, first) / count;
  const { sum, squares } = sumsAbout(values, center);
  // The rounding of the center, which the sum about it tells, would otherwise add to the squares.
  const m2 = squares - sum * (sum / count);
  if (!Number.isFinite(m2)) {
    const at = values.findIndex((value) => !Number.isFinite(value));
    throw at < 0
      ? new RangeError(`values: expected numbers whose squares have a finite sum, got ${first} and others`)
      : new RangeError(`values: expected finite numbers, got ${values[at]} after ${before + at} of them`);
  }
  return { count, mean: center - origin + sum / count, m2: Math.max(0, m2) };
}

function sumAbout(values: Float64Array, center: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    a += (values[i] as number) - center;
    b += (values[i + 1] as number) - center;
    c += (values[i + 2] as number) - center;
    d += (values[i + 3] as number) - center;
  }
  for (let i = whole; i < values.length; i += 1) a += (values[i] as number) - center;
  return a + b + (c + d);
}

function sumsAbout(values: Float64Array, center: number): { sum: number; squares: number } {
  let [sumA, sumB, a, b] = [0, 0, 0, 0];
  const whole = values.length & ~1;
  for (let i = 0; i < whole; i += 2) {
    const first = (values[i] as number) - center;
    const second = (values[i + 1] as number) - center;
    sumA += first;
    sumB += second;
    a += first * first;
    b += second * second;
  }
  for (let i = whole; i < values.length; i += 1) {
    const last = (values[i] as number) - center;
    sumA += last;
    a += last * last;
  }
  return { sum: sumA + sumB, squares: a + b };
}
