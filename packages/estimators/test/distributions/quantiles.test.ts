import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as estimators from "../../src/index.ts";
import { relativeError } from "../support/reference.ts";

/** Probabilities from 1e-300 to one half, evenly in their exponent. */
const tailProbability = fc.integer({ min: 0, max: 29_960 }).map((steps) => 0.5 * 10 ** (-steps / 100));
const shape = fc.integer({ min: 0, max: 6300 }).map((steps) => 0.5 * 10 ** (steps / 1000));

describe("quantiles", () => {
  test("law: the tail beyond a quantile is the probability asked for", () => {
    fc.assert(
      fc.property(tailProbability, shape, shape, (p, a, b) => {
        const errors = [
          relativeError(estimators.normalLower(estimators.normalQuantile(p)), p),
          relativeError(estimators.normalUpper(estimators.normalQuantileUpper(p)), p),
          relativeError(estimators.chiSquareUpper(estimators.chiSquareQuantileUpper(p, a), a), p),
          relativeError(estimators.betaUpper(estimators.betaQuantileUpper(p, a + 1, b), a + 1, b), p),
          relativeError(estimators.betaLower(estimators.betaQuantile(p, a + 1, b), a + 1, b), p),
        ];
        // A double near 1 is too coarse to say how small 1 - x is: skip where x has no room left.
        const crowded = estimators.betaQuantileUpper(p, a + 1, b) > 0.999;
        errors.forEach((error, i) => {
          if (i !== 3 || !crowded) expect(error).toBeLessThan(3e-9);
        });
      }),
    );
  });

  test("law: the t quantile undoes the t tail over all degrees of freedom", () => {
    fc.assert(
      fc.property(tailProbability, fc.integer({ min: 0, max: 6600 }).map((steps) => 2.5 * 10 ** (steps / 1000)), (p, df) => {
        const t = estimators.studentTQuantileUpper(p, df);
        expect(relativeError(estimators.studentTUpper(t, df), p)).toBeLessThan(1e-10);
        expect(estimators.studentTQuantile(p, df)).toBe(0 - t);
      }),
    );
  });

  test("law: quantiles grow with the probability", () => {
    const probability = fc.integer({ min: 1, max: 999_999 }).map((n) => n / 1e6);
    fc.assert(
      fc.property(probability, probability, shape, (p, q, a) => {
        const [low, high] = p < q ? [p, q] : [q, p];
        const slack = (x: number): number => x + Math.abs(x) * 1e-12 + 1e-14;
        expect(estimators.normalQuantile(low)).toBeLessThanOrEqual(slack(estimators.normalQuantile(high)));
        expect(estimators.studentTQuantile(low, a)).toBeLessThanOrEqual(slack(estimators.studentTQuantile(high, a)));
        expect(estimators.chiSquareQuantile(low, a)).toBeLessThanOrEqual(slack(estimators.chiSquareQuantile(high, a)));
        expect(estimators.betaQuantile(low, a, 3)).toBeLessThanOrEqual(slack(estimators.betaQuantile(high, a, 3)));
      }),
    );
  });

  test("edge: probabilities 0, one half and 1", () => {
    expect(estimators.normalQuantile(0)).toBe(-Infinity);
    expect(estimators.normalQuantile(0.5)).toBe(0);
    expect(estimators.normalQuantileUpper(0)).toBe(Infinity);
    expect(estimators.studentTQuantile(0.5, 7)).toBe(0);
    expect(estimators.gammaQuantile(0, 0.5)).toBe(0);
    expect(estimators.gammaQuantileUpper(0, 0.5)).toBe(Infinity);
    expect(estimators.studentTQuantile(1, 7)).toBe(Infinity);
    expect(estimators.chiSquareQuantile(0, 3)).toBe(0);
    expect(estimators.chiSquareQuantile(1, 3)).toBe(Infinity);
    expect(estimators.betaQuantile(0, 2, 3)).toBe(0);
    expect(estimators.betaQuantile(1, 2, 3)).toBe(1);
  });

  test("edge: the deepest t quantile of few degrees of freedom does not overflow on the way", () => {
    const t = estimators.studentTQuantileUpper(1e-300, 1);
    expect(relativeError(t, 1e300 / Math.PI)).toBeLessThan(1e-11);
    expect(relativeError(estimators.studentTUpper(t, 1), 1e-300)).toBeLessThan(1e-11);
  });
});
