import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GaussianEffect } from "../../src/index.ts";
import { gaussianEffect, normalLower } from "../../src/index.ts";
import { relativeError } from "../support/reference.ts";

const effect = fc.integer({ min: -400, max: 400 }).map((n) => n / 100);
const spread = fc.integer({ min: 1, max: 300 }).map((n) => n / 100);

function posterior(difference: number, standardError: number, priorStandardDeviation = 1): GaussianEffect {
  return gaussianEffect({ difference, standardError, priorMean: 0, priorStandardDeviation, alpha: 0.05 });
}

describe("gaussian effect", () => {
  test("law: a vague prior leaves the estimate as it is", () => {
    fc.assert(
      fc.property(effect, spread, (difference, standardError) => {
        const vague = posterior(difference, standardError, 1e9);
        expect(vague.posteriorMean).toBeCloseTo(difference, 9);
        expect(vague.probabilityBetter).toBeCloseTo(normalLower(difference / standardError), 9);
      }),
    );
  });

  test("law: negating the effect turns the probability and the interval around", () => {
    fc.assert(
      fc.property(effect, spread, spread, (difference, standardError, priorDeviation) => {
        const forth = posterior(difference, standardError, priorDeviation);
        const back = posterior(-difference, standardError, priorDeviation);
        expect(forth.probabilityBetter + back.probabilityBetter).toBeCloseTo(1, 15);
        expect(back.interval[0]).toBeCloseTo(-forth.interval[1], 14);
        expect(back.expectedLoss - forth.expectedLoss).toBeCloseTo(forth.posteriorMean, 13);
      }),
    );
  });

  test("law: the interval leaves out 0 exactly when the probability leaves (alpha/2, 1 - alpha/2)", () => {
    fc.assert(
      fc.property(effect, spread, spread, (difference, standardError, priorDeviation) => {
        const { probabilityBetter, interval } = posterior(difference, standardError, priorDeviation);
        const decided = Math.min(probabilityBetter, 1 - probabilityBetter) < 0.025;
        expect(interval[0] > 0 || interval[1] < 0).toBe(decided);
      }),
    );
  });

  test("vector: the textbook case of equal weights", () => {
    const { posteriorMean, posteriorStandardDeviation, expectedLoss } = posterior(2, 1, 1);
    expect(posteriorMean).toBeCloseTo(1, 15);
    expect(posteriorStandardDeviation).toBeCloseTo(Math.SQRT1_2, 15);
    // sd (phi(z) - z Phi(-z)) at z = sqrt 2, by mpmath at 30 digits.
    expect(relativeError(expectedLoss, 0.02512727083006111)).toBeLessThan(1e-10);
  });

  test("edge: an effect 30 deviations out neither overflows nor turns negative", () => {
    const far = posterior(30, 1, 1e6);
    expect(far.probabilityBetter).toBe(1);
    expect(far.expectedLoss).toBeGreaterThan(0);
    expect(far.expectedLoss).toBeLessThan(1e-190);
    expect(posterior(-30, 1, 1e6).expectedLoss).toBeCloseTo(30, 6);
    expect(posterior(1e5, 1, 1e6).expectedLoss).toBe(0);
  });

  test("law: losses of the two choices differ by the mean; the region and its sides share everything", () => {
    fc.assert(
      fc.property(effect, spread, spread, (difference, standardError, rope) => {
        const input = { difference, standardError, priorMean: 0.2, priorStandardDeviation: 1, alpha: 0.05, rope };
        const found = gaussianEffect(input);
        expect(found.expectedLossOfControl - found.expectedLoss).toBeCloseTo(found.posteriorMean, 13);
        const { probabilityInRope: within, probabilityAboveRope: above, probabilityBelowRope: below } = found;
        expect(within! + above! + below!).toBeCloseTo(1, 13);
        const mirrored = gaussianEffect({ ...input, difference: -difference, priorMean: -0.2 });
        expect(mirrored.probabilityAboveRope).toBe(below);
        expect(relativeError(mirrored.probabilityInRope!, within!)).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  test("vector: a region 20 deviations away, and a loss 25 deviations out, keep their digits", () => {
    const far = gaussianEffect({ difference: 20, standardError: 1, priorMean: 0, priorStandardDeviation: 1e9, alpha: 0.05, rope: 1 });
    // Upper tail of the normal at 19, less that at 21, by mpmath: ncdf(-19) - ncdf(-21).
    expect(relativeError(far.probabilityInRope!, 8.52722395263098e-81)).toBeLessThan(1e-9);
    const [before, after] = [24.999999, 25.000001].map((z) => posterior(z, 1, 1e9).expectedLoss);
    expect(relativeError(after! / before!, Math.exp(-25 * 2e-6))).toBeLessThan(1e-6);
    expect(() => gaussianEffect({ difference: 0, standardError: 1, priorMean: 0, priorStandardDeviation: 1, alpha: 0.05, rope: 0 })).toThrow(
      "rope: expected a finite number > 0, got 0",
    );
  });

  test("edge: a prior of no width is refused", () => {
    expect(() => posterior(1, 1, 0)).toThrow("priorStandardDeviation: expected a finite number > 0, got 0");
    expect(() => posterior(Number.NaN, 1)).toThrow(RangeError);
  });
});
