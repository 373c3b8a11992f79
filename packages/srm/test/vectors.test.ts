import { describe, expect, test } from "vitest";
import { covariateImbalance, detectableShareDeviation, sampleRatio } from "../src/index.ts";
import { exactSplitTest } from "../src/exact-split-test.ts";
import { logBayesFactor } from "../src/log-bayes-factor.ts";
import { splitDeparture } from "../src/split-departure.ts";
import anytime from "./vectors/anytime.json" with { type: "json" };
import covariates from "./vectors/covariates.json" with { type: "json" };
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
      const exact = exactSplitTest({ counts: observed, shares });
      expect(apart(exact.kind === "tested" ? exact.pValue : null, pValue)).toBeLessThan(1e-10);
    });
  }

  for (const { counts, shares, pValue } of [...covariates.multinomial, ...covariates.binomial]) {
    test(`vector: exact test of ${counts.join("/")} at ${shares.map((share) => share.toFixed(5)).join("/")} (R)`, () => {
      const exact = exactSplitTest({ counts, shares });
      // R adds up a million terms or tails of its own; its logarithms of factorials hold some ten digits there.
      expect(apart(exact.kind === "tested" ? exact.pValue : null, pValue)).toBeLessThan(1e-8);
    });
  }

  test("vector: balance of covariates, one by one and together (R t.test, p.adjust, manova)", () => {
    const { names, control, treatment, ...expected } = covariates.covariates;
    const found = covariateImbalance(control, treatment, { covariates: names, alpha: 0.2 });
    if (found.kind !== "tested") throw new Error("expected a test");
    expect(found).toMatchObject({ verdict: "imbalanced", evidence: [{ rule: "omnibus" }], redundantCovariates: [] });
    found.covariates.forEach(({ standardizedDifference, pValue, adjustedPValue }, index) => {
      expect(apart(standardizedDifference, expected.standardizedDifferences[index] ?? 0)).toBeLessThan(1e-12);
      expect(apart(pValue, expected.pValues[index] ?? 0)).toBeLessThan(1e-11);
      expect(apart(adjustedPValue, expected.adjusted[index] ?? 0)).toBeLessThan(1e-11);
    });
    expect(found.omnibus?.degreesOfFreedom).toEqual(expected.degreesOfFreedom);
    expect(apart(found.omnibus?.fStatistic ?? null, expected.fStatistic)).toBeLessThan(1e-11);
    expect(apart(found.omnibus?.tSquared ?? null, expected.tSquared)).toBeLessThan(1e-11);
    expect(apart(found.omnibus?.pValue ?? null, expected.pValue)).toBeLessThan(1e-11);
  });

  test("vector: smallest deviation that a look at 100,000 units finds (R)", () => {
    // (qnorm(1-.0005/2)+qnorm(.99))*sqrt(.25/100000)
    expect(apart(detectableShareDeviation({ units: 100_000 }), 0.009181838064905846)).toBeLessThan(1e-13);
  });

  for (const { observed, weights, anytimePValue } of anytime.mixture) {
    test(`vector: anytime p of ${observed.join("/")} at ${weights.join("/")} (mpmath)`, () => {
      expect(apart(sampleRatio(armsOf(observed, weights)).anytimePValue, anytimePValue)).toBeLessThan(2e-12);
    });
  }

  for (const { observed, weights, concentration, logBayesFactor: log, anytimePValue } of anytime.single) {
    test(`vector: one concentration of ${concentration}, ${observed.join("/")} (mpmath)`, () => {
      const arms = armsOf(observed, weights);
      expect(Math.abs(logBayesFactor(splitDeparture({ phase: 1, arms }), concentration) - log)).toBeLessThan(1e-11);
      expect(apart(sampleRatio(arms, { concentration }).anytimePValue, anytimePValue)).toBeLessThan(1e-11);
    });
  }
});
