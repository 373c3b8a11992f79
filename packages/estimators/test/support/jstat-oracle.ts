import library from "jstat";

interface Distribution {
  readonly cdf: (x: number, first: number, second: number) => number;
  readonly inv: (p: number, first: number, second: number) => number;
}

/** What the tests ask of jstat, which ships no types. */
interface JstatOracle {
  readonly ibeta: (x: number, a: number, b: number) => number;
  readonly beta: Distribution;
  readonly normal: Distribution;
  readonly studentt: { readonly cdf: (t: number, df: number) => number };
  readonly chisquare: { readonly cdf: (x: number, df: number) => number };
}

export const jstat: JstatOracle = library as unknown as JstatOracle;
