import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as estimators from "../../src/index.ts";
import { jstat } from "../support/jstat-oracle.ts";
import { relativeError } from "../support/reference.ts";

const share = fc.integer({ min: 1, max: 9999 }).map((n) => n / 1e4);
const shape = fc.integer({ min: 0, max: 7300 }).map((steps) => 0.5 * 10 ** (steps / 1000));

describe("special functions", () => {
  test("law: I_x(a, b) + I_{1-x}(b, a) = 1", () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        const sum = estimators.betaLower(x, a, b) + estimators.betaUpper(x, a, b);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-15);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1023 }), shape, shape, (n, a, b) => {
        const x = n / 1024;
        const mirrored = estimators.betaUpper(1 - x, b, a);
        expect(relativeError(estimators.betaLower(x, a, b), mirrored)).toBeLessThan(1e-10);
      }),
    );
  });

  test("law: a beta distribution with equal shapes is cut in half at one half", () => {
    fc.assert(
      fc.property(shape, (a) => {
        expect(Math.abs(estimators.betaLower(0.5, a, a) - 0.5)).toBeLessThan(1e-9);
      }),
    );
  });

  test("law: lower and upper tails of every distribution sum to 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 3000 }).map((n) => n / 100), shape, (z, df) => {
        expect(estimators.normalLower(z) + estimators.normalUpper(z)).toBeCloseTo(1, 15);
        expect(estimators.studentTLower(z, df) + estimators.studentTUpper(z, df)).toBeCloseTo(1, 15);
        const x = df + z * Math.sqrt(2 * df);
        expect(estimators.chiSquareLower(x, df) + estimators.chiSquareUpper(x, df)).toBeCloseTo(1, 15);
      }),
    );
  });

  test("law: where a closed form exists, it is met", () => {
    const exponent = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(exponent.map((n) => 10 ** (n / 100)), (t) => {
        const cauchy = Math.atan(1 / t) / Math.PI;
        const root = Math.sqrt(2 + t * t);
        expect(relativeError(estimators.studentTUpper(t, 1), cauchy)).toBeLessThan(1e-13);
        expect(relativeError(estimators.studentTUpper(t, 2), 1 / (root * (root + t)))).toBeLessThan(1e-13);
        expect(relativeError(estimators.chiSquareLogUpper(t, 2), -t / 2)).toBeLessThan(1e-12);
        expect(relativeError(estimators.chiSquareLower(t, 2), -Math.expm1(-t / 2))).toBeLessThan(1e-13);
      }),
    );
    fc.assert(
      fc.property(share, shape, (x, a) => {
        expect(relativeError(estimators.betaLogLower(x, a, 1), a * Math.log(x))).toBeLessThan(1e-11);
      }),
    );
  });

  test("law: the t is symmetric, and beyond it on both sides lies twice the tail", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }).map((n) => n / 100), shape, (t, df) => {
        expect(estimators.studentTLower(-t, df)).toBe(estimators.studentTUpper(t, df));
        expect(estimators.studentTLogLower(-t, df)).toBe(estimators.studentTLogUpper(t, df));
        const twice = 2 * estimators.studentTUpper(Math.abs(t), df);
        expect(relativeError(estimators.studentTTwoSided(t, df), twice)).toBeLessThan(1e-13);
      }),
    );
  });

  test("law: a logarithm is that of its tail, and a tail never rises outward", () => {
    fc.assert(
      fc.property(share, share, shape, (u, v, a) => {
        const [inner, outer] = [Math.min(u, v), Math.max(u, v)].map((each) => a * 4 * each) as [number, number];
        const slack = 1 + 1e-12;
        for (const [upper, logUpper] of [
          [estimators.gammaUpper, estimators.gammaLogUpper],
          [estimators.chiSquareUpper, estimators.chiSquareLogUpper],
          [estimators.studentTUpper, estimators.studentTLogUpper],
        ] as const) {
          const tail = upper(outer, a);
          if (tail > 1e-300) expect(Math.abs(Math.exp(logUpper(outer, a)) / tail - 1)).toBeLessThan(1e-12);
          expect(tail).toBeLessThanOrEqual(upper(inner, a) * slack);
        }
      }),
    );
  });

  test("law: a t with many degrees of freedom approaches the normal", () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }).map((n) => n / 100), (z) => {
        const normal = estimators.normalUpper(z);
        expect(relativeError(estimators.studentTUpper(z, 1e9), normal)).toBeLessThan(1e-6);
      }),
    );
  });

  test("law: log gamma and log beta obey their recurrences", () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const step = estimators.logGamma(a + 1) - estimators.logGamma(a) - Math.log(a);
        expect(Math.abs(step)).toBeLessThan(1e-14 * (1 + Math.abs(estimators.logGamma(a))));
        const ratio = estimators.logBeta(a + 1, b) - estimators.logBeta(a, b) - Math.log(a / (a + b));
        expect(Math.abs(ratio)).toBeLessThan(1e-14 * (1 + Math.abs(estimators.logBeta(a, b))));
      }),
    );
  });

  test("example: where jstat 1.9.6 is not sound, which is why these functions are our own", () => {
    expect(jstat.studentt.cdf(0, 1e6)).toBeCloseTo(0.4826, 4);
    expect(estimators.studentTLower(0, 1e6)).toBe(0.5);
    expect(jstat.beta.cdf(0.5, 1e6, 1e6)).toBeCloseTo(0.4404, 4);
    expect(relativeError(estimators.betaLower(0.5, 1e6, 1e6), 0.5)).toBeLessThan(1e-10);
    expect(jstat.normal.cdf(-10, 0, 1)).toBe(0);
    expect(relativeError(estimators.normalLower(-10), 7.61985302416052e-24)).toBeLessThan(1e-10);
  });

  test("vector: jstat agrees where it is sound", () => {
    for (const df of [2, 5.5, 30, 400]) {
      for (const t of [0.3, 1.2, 2.5, 6]) {
        const theirs = jstat.ibeta(df / (df + t * t), df / 2, 0.5);
        expect(relativeError(estimators.studentTTwoSided(t, df), theirs)).toBeLessThan(1e-6);
      }
      const chiSquare = 1 - jstat.chisquare.cdf(df * 1.1, df);
      expect(relativeError(estimators.chiSquareUpper(df * 1.1, df), chiSquare)).toBeLessThan(1e-6);
      expect(relativeError(estimators.betaLower(0.4, df, 7), jstat.beta.cdf(0.4, df, 7))).toBeLessThan(1e-6);
    }
    for (const p of [0.001, 0.2, 0.5, 0.9]) {
      expect(Math.abs(estimators.normalQuantile(p) - jstat.normal.inv(p, 0, 1))).toBeLessThan(1e-9);
    }
  });
});
