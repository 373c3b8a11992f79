import { describe, expect, test } from "vitest";
import { sampleRatio } from "../src/index.ts";
import { exactSplitPValue } from "../src/exact-split-p-value.ts";
import { logBayesFactor } from "../src/log-bayes-factor.ts";
import anytime from "./vectors/anytime.json" with { type: "json" };
import chiSquare from "./vectors/chi-square.json" with { type: "json" };

const armsOf = (observed: readonly number[], weights: readonly number[]) =>
  observed.map((units, index) => ({ arm: `arm${index}`, units, weight: weights[index] ?? 0 }));

/** Relative distance; values this far into a tail mean nothing in absolute terms. */
const apart = (actual: number | null, expected: number): number =>
  Math.abs((actual ?? Number.NaN) - expected) / Math.max(Math.abs(expected), 1e-300);

describe("vectors", () => {
  for (const { id, observed, weights, ...expected } of chiSquare.chiSquare) {
    test(`vector: chi-square, ${id} (R)`, () => {
      const result = sampleRatio(armsOf(observed, weights));
      expect(result.degreesOfFreedom).toBe(expected.degreesOfFreedom);
      if (expected.chiSquare > 0) expect(apart(result.chiSquare, expected.chiSquare)).toBeLessThan(1e-11);
      expect(apart(result.pValue, expected.pValue)).toBeLessThan(1e-10);
      expect(Math.abs(result.worstDeviationPoints - expected.worstDeviationPoints)).toBeLessThan(1e-11);
    });
  }

  for (const { id, observed, shares, pValue } of chiSquare.exact) {
    test(`vector: exact test, ${id} (R binom.test)`, () => {
      expect(apart(exactSplitPValue({ counts: observed, shares }), pValue)).toBeLessThan(1e-10);
    });
  }

  for (const { observed, weights, anytimePValue } of anytime.mixture) {
    test(`vector: anytime p of ${observed.join("/")} at ${weights.join("/")} (mpmath)`, () => {
      expect(apart(sampleRatio(armsOf(observed, weights)).anytimePValue, anytimePValue)).toBeLessThan(2e-12);
    });
  }

  for (const { observed, weights, concentration, logBayesFactor: log, anytimePValue } of anytime.single) {
    test(`vector: one concentration of ${concentration}, ${observed.join("/")} (mpmath)`, () => {
      const arms = armsOf(observed, weights);
      expect(Math.abs(logBayesFactor({ phase: 1, arms }, concentration) - log)).toBeLessThan(1e-11);
      expect(apart(sampleRatio(arms, { concentration }).anytimePValue, anytimePValue)).toBeLessThan(1e-11);
    });
  }
});
