import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArmBelief, RateCount } from "../../src/index.ts";
import { bayesianRates, bestArmProbabilities } from "../../src/index.ts";
import type { Json } from "../support/reference.ts";
import { readVectors, relativeError } from "../support/reference.ts";

const rate = (successes: number, trials: number): RateCount => ({ successes, trials });
const anyRate = fc
  .tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 1000 }))
  .map(([trials, permille]) => rate(Math.round(trials * (permille / 1000) ** 2), trials));
/** Below the least normal double a number has only as many digits as are left: 64 of its steps are 3.2e-322. */
const lossError = (got: number, wanted: number): number => (wanted < 2 ** -1022 && Math.abs(got - wanted) <= 64 * Number.MIN_VALUE ? 0 : relativeError(got, wanted));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("best of several arms", () => {
  test("law: the probabilities sum to 1, and losses differ as the posterior means do", () => {
    fc.assert(
      fc.property(fc.array(anyRate, { minLength: 1, maxLength: 4 }), (arms) => {
        const beliefs = bestArmProbabilities(arms);
        expect(sum(beliefs.map(({ probabilityBest }) => probabilityBest))).toBeCloseTo(1, 14);
        const [first] = beliefs as readonly [ArmBelief];
        for (const { probabilityBest, expectedLoss, posteriorMean } of beliefs) {
          expect(probabilityBest).toBeGreaterThanOrEqual(0);
          expect(expectedLoss).toBeGreaterThanOrEqual(0);
          expect(expectedLoss + posteriorMean).toBeCloseTo(first.expectedLoss + first.posteriorMean, 12);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("law: of two arms it says what the comparison of the two says", () => {
    fc.assert(
      fc.property(anyRate, anyRate, (control, treatment) => {
        const [before, after] = bestArmProbabilities([control, treatment]) as readonly [ArmBelief, ArmBelief];
        const two = bayesianRates(control, treatment, { alpha: 0.05 });
        expect(relativeError(after.probabilityBest, two.probabilityBetter)).toBeLessThan(1e-11);
        expect(lossError(after.expectedLoss, two.expectedLoss)).toBeLessThan(1e-9);
        expect(lossError(before.expectedLoss, two.expectedLossOfControl)).toBeLessThan(1e-9);
      }),
      { numRuns: 25 },
    );
  });

  test("vector: three arms agree with 16 digits", () => {
    const { cases } = readVectors("best-arms.json") as { readonly cases: readonly Json[] };
    expect(cases.length).toBe(2);
    for (const { arms, prior, beliefs } of cases) {
      const found = bestArmProbabilities(arms.map(([x, n]: [number, number]) => rate(x, n)), { prior });
      found.forEach(({ probabilityBest, expectedLoss }, i) => {
        expect(relativeError(probabilityBest, Number(beliefs[i].probabilityBest))).toBeLessThan(1e-12);
        expect(relativeError(expectedLoss, Number(beliefs[i].expectedLoss))).toBeLessThan(1e-12);
      });
    }
  });

  test("edge: equal arms share, one arm has no rival, posteriors of very different width are no trouble", () => {
    for (const { probabilityBest } of bestArmProbabilities([rate(0, 50), rate(0, 50), rate(0, 50)])) {
      expect(probabilityBest).toBeCloseTo(1 / 3, 13);
    }
    expect(bestArmProbabilities([rate(3, 9)])).toEqual([{ probabilityBest: 1, expectedLoss: 0, posteriorMean: 0.35 }]);
    const wide = bestArmProbabilities([rate(5e8, 1e9), rate(500_010_000, 1e9), rate(4, 7)]);
    expect(sum(wide.map(({ probabilityBest }) => probabilityBest))).toBeCloseTo(1, 14);
    expect(wide[0]!.expectedLoss - wide[1]!.expectedLoss).toBeCloseTo(1e-5, 12);
  });

  test("edge: no arms and impossible arms are refused", () => {
    expect(() => bestArmProbabilities([])).toThrow("arms: expected at least one, got none");
    expect(() => bestArmProbabilities([rate(1, 2), rate(3, 2)])).toThrow("arms[1].successes: expected 0 to 2 trials, got 3");
    expect(() => bestArmProbabilities([rate(1, 2)], { prior: [1, 0] })).toThrow("prior[1]: expected a finite number > 0, got 0");
  });
});
