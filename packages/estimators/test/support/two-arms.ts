/** One row of the made-up sample: metric, covariate, stratum, numerator and denominator. */
export interface SampleRow {
  readonly y: number;
  readonly x: number;
  readonly s: number;
  readonly num: number;
  readonly den: number;
  readonly seven: 7;
}

/** A sample of 40 and 60 units that any language can rebuild: the setup "two arms" of vectors/reference.json in TypeScript. */
export const twoArms: { readonly control: readonly SampleRow[]; readonly treatment: readonly SampleRow[] } = {
  control: Array.from({ length: 40 }, (_, k) => {
    const i = k + 1;
    return row({ k, x: (37 * i) % 101, e: ((53 * i) % 29) - 14, base: 400, s: i % 3, den: 1 + ((11 * i) % 7) });
  }),
  treatment: Array.from({ length: 60 }, (_, k) => {
    const i = k + 1;
    return row({ k, x: (41 * i + 13) % 103, e: ((59 * i) % 31) - 15, base: 440, s: Math.floor(i / 2) % 3, den: 1 + ((13 * i + 2) % 7) });
  }),
};

function row({ k, x, e, base, s, den }: { readonly k: number; readonly x: number; readonly e: number; readonly base: number; readonly s: number; readonly den: number }): SampleRow {
  return { y: (6 * x + 10 * e + base) / 8, x, s, num: (den * ((3 * k + 5) % 4)) % 11, den, seven: 7 };
}
