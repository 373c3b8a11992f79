import { describe, expect, test } from "vitest";
import * as estimators from "../../src/index.ts";
import { readVectors, relativeError } from "../support/reference.ts";

interface TailCase {
  readonly kind: "normal" | "student-t" | "chi-square" | "beta";
  readonly z: number;
  readonly t: number;
  readonly x: number;
  readonly df: number;
  readonly a: number;
  readonly b: number;
  readonly lower: string;
  readonly upper: string;
}

const { cases } = readVectors("tails.json") as { readonly cases: readonly TailCase[] };

const tailsOf = {
  normal: ({ z }: TailCase) => [estimators.normalLower(z), estimators.normalUpper(z)],
  "student-t": ({ t, df }: TailCase) => [
    estimators.studentTLower(t, df),
    estimators.studentTUpper(t, df),
  ],
  "chi-square": ({ x, df }: TailCase) => [
    estimators.chiSquareLower(x, df),
    estimators.chiSquareUpper(x, df),
  ],
  beta: ({ x, a, b }: TailCase) => [estimators.betaLower(x, a, b), estimators.betaUpper(x, a, b)],
} as const;

const logTailsOf = {
  normal: ({ z }: TailCase) => [estimators.normalLogLower(z), estimators.normalLogUpper(z)],
  "student-t": ({ t, df }: TailCase) => [
    estimators.studentTLogLower(t, df),
    estimators.studentTLogUpper(t, df),
  ],
  "chi-square": ({ x, df }: TailCase) => [
    estimators.chiSquareLogLower(x, df),
    estimators.chiSquareLogUpper(x, df),
  ],
  beta: ({ x, a, b }: TailCase) => [
    estimators.betaLogLower(x, a, b),
    estimators.betaLogUpper(x, a, b),
  ],
} as const;

describe("tails", () => {
  test.each(["normal", "student-t", "chi-square", "beta"] as const)(
    "vector: both tails of the %s agree with 60 digits to 1e-11, down to 1e-300",
    (kind) => {
      const own = cases.filter((each) => each.kind === kind);
      expect(own.length).toBeGreaterThan(10);
      for (const each of own) {
        const allowed = Math.max(each.a ?? 0, each.b ?? 0) > 1e6 ? 1e-10 : 1e-11;
        const [lower, upper] = tailsOf[kind](each);
        expect(relativeError(lower!, Number(each.lower)), JSON.stringify(each)).toBeLessThan(allowed);
        expect(relativeError(upper!, Number(each.upper)), JSON.stringify(each)).toBeLessThan(allowed);
      }
    },
  );

  test("vector: logarithms of tails agree with those of the tails", () => {
    for (const each of cases) {
      const logs = logTailsOf[each.kind](each);
      const tails = tailsOf[each.kind](each);
      tails.forEach((tail, i) => expect(Math.exp(logs[i]!)).toBeCloseTo(tail, 12));
      const small = Math.min(...tails);
      if (small < 0.1) expect(relativeError(Math.min(...logs), Math.log(small))).toBeLessThan(1e-13);
    }
  });

  test("edge: logarithms go on where the tails have underflowed", () => {
    expect(estimators.normalUpper(100)).toBe(0);
    expect(relativeError(estimators.normalLogUpper(100), -5005.5242086942)).toBeLessThan(1e-12);
    expect(estimators.chiSquareUpper(1e5, 3)).toBe(0);
    expect(estimators.chiSquareLogUpper(1e5, 3)).toBeLessThan(-49990);
    expect(estimators.betaLogLower(1e-5, 1000, 1000)).toBeLessThan(-10000);
  });

  test("edge: the ends of each support hold all or nothing", () => {
    expect(estimators.normalLower(-Infinity)).toBe(0);
    expect(estimators.normalUpper(-Infinity)).toBe(1);
    expect(estimators.studentTTwoSided(0, 1e6)).toBe(1);
    expect(estimators.studentTLower(0, 1e6)).toBe(0.5);
    expect(estimators.studentTUpper(Infinity, 3)).toBe(0);
    expect(estimators.chiSquareUpper(0, 4)).toBe(1);
    expect(estimators.chiSquareUpper(-1, 4)).toBe(1);
    expect(estimators.chiSquareUpper(Infinity, 4)).toBe(0);
    expect(estimators.betaLower(0, 2, 3)).toBe(0);
    expect(estimators.betaUpper(1, 2, 3)).toBe(0);
  });

  test("edge: a shape, a point or a probability that cannot be is refused by name", () => {
    expect(() => estimators.chiSquareUpper(1, 0)).toThrow("a: expected a finite number > 0, got 0");
    expect(() => estimators.studentTUpper(1, -2)).toThrow(RangeError);
    expect(() => estimators.normalLower(Number.NaN)).toThrow("z: expected a number, got NaN");
    expect(() => estimators.normalQuantile(1.2)).toThrow("p: expected a probability in [0, 1], got 1.2");
    expect(() => estimators.logGamma(0)).toThrow("x: expected a number > 0, got 0");
  });
});
