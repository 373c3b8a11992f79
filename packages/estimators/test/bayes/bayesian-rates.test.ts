import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RateCount } from "../../src/index.ts";
import { bayesianRates, betaLower, DEFAULT_RATE_PRIOR } from "../../src/index.ts";
import { normalScaleRoot } from "../../src/bayes/normal-scale-root.ts";
import { relativeError } from "../support/reference.ts";

const rate = (successes: number, trials: number): RateCount => ({ successes, trials });
const anyRate = fc
  .tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 1000 }))
  .map(([trials, permille]) => rate(Math.round(trials * (permille / 1000) ** 2), trials));
const flat = [1, 1] as const;

describe("bayesian rates", () => {
  test("law: P(B > A) + P(A > B) = 1 exactly, whichever arm is named first", () => {
    fc.assert(
      fc.property(anyRate, anyRate, (a, b) => {
        const forth = bayesianRates(a, b, { alpha: 0.05 });
        const back = bayesianRates(b, a, { alpha: 0.05 });
        expect(forth.probabilityBetter + back.probabilityBetter).toBe(1);
        expect(back.interval[0]).toBeCloseTo(-forth.interval[1], 11);
        expect(relativeError((1 + forth.liftInterval[0]) * (1 + back.liftInterval[1]), 1)).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });

  test("law: both intervals leave out 0 exactly when the probability leaves (alpha/2, 1 - alpha/2)", () => {
    fc.assert(
      fc.property(anyRate, anyRate, fc.integer({ min: 3, max: 40 }), (a, b, tenths) => {
        const alpha = 10 ** (-tenths / 10);
        const { probabilityBetter, interval, liftInterval } = bayesianRates(a, b, { alpha });
        const decided = Math.min(probabilityBetter, 1 - probabilityBetter) < alpha / 2;
        expect(interval[0] > 0 || interval[1] < 0).toBe(decided);
        expect(liftInterval[0] > 0 || liftInterval[1] < 0).toBe(decided);
      }),
      { numRuns: 30 },
    );
  });

  test("law: losses of the two choices differ by the difference of the posterior means", () => {
    fc.assert(
      fc.property(anyRate, anyRate, (a, b) => {
        const [x, y] = [bayesianRates(a, b, { alpha: 0.05 }), bayesianRates(b, a, { alpha: 0.05 })];
        const mean = ({ successes, trials }: RateCount): number => (successes + 0.5) / (trials + 1);
        expect(y.expectedLoss - x.expectedLoss).toBeCloseTo(mean(b) - mean(a), 11);
        expect(x.expectedLoss).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 30 },
    );
  });

  test("law: more conversions of the treatment never make it less probable to be better", () => {
    fc.assert(
      fc.property(anyRate, fc.integer({ min: 1, max: 500 }), fc.nat(), (control, trials, pick) => {
        const successes = pick % trials;
        const fewer = bayesianRates(control, rate(successes, trials), { alpha: 0.05 });
        const more = bayesianRates(control, rate(successes + 1, trials), { alpha: 0.05 });
        expect(more.probabilityBetter).toBeGreaterThanOrEqual(fewer.probabilityBetter);
        expect(more.interval[0]).toBeGreaterThan(fewer.interval[0]);
      }),
      { numRuns: 30 },
    );
  });

  test("vector: credible intervals by Gauss-Legendre quadrature, twelve digits", () => {
    const first = bayesianRates(rate(100, 1000), rate(130, 1000), { alpha: 0.05, prior: flat });
    expect(relativeError(first.probabilityBetter, 0.98216506611635)).toBeLessThan(1e-13);
    expect(relativeError(first.interval[0], 0.00200852166173)).toBeLessThan(1e-11);
    expect(relativeError(first.interval[1], 0.0579792898878)).toBeLessThan(1e-11);
    const unequal = bayesianRates(rate(90, 9000), rate(17, 1000), { alpha: 0.05, prior: flat });
    expect(relativeError(unequal.probabilityBetter, 0.97926725475764)).toBeLessThan(1e-13);
    expect(relativeError(unequal.interval[0], 2.52174187724e-4)).toBeLessThan(1e-11);
    expect(relativeError(unequal.interval[1], 0.0171496396452)).toBeLessThan(1e-11);
  });

  test("vector: ends of both intervals cut off alpha/2 by a plain sum over one posterior", () => {
    const [a, b] = [rate(30, 400), rate(45, 420)];
    const { interval, liftInterval } = bayesianRates(a, b, { alpha: 0.1, prior: flat });
    const steps = 20_000;
    const share = (limit: (control: number) => number): number => {
      let sum = 0;
      for (let i = 0; i < steps; i += 1) {
        const [from, to] = [i / steps, (i + 1) / steps];
        const weight = betaLower(to, 31, 371) - betaLower(from, 31, 371);
        sum += weight * betaLower(Math.max(0, limit((from + to) / 2)), 46, 376);
        if (from > 0.3) break;
      }
      return sum;
    };
    expect(share((x) => x + interval[0])).toBeCloseTo(0.05, 6);
    expect(share((x) => x + interval[1])).toBeCloseTo(0.95, 6);
    expect(share((x) => x * (1 + liftInterval[0]))).toBeCloseTo(0.05, 6);
    expect(share((x) => x * (1 + liftInterval[1]))).toBeCloseTo(0.95, 6);
  });

  test("vector: without data the flat prior answers: a triangular difference", () => {
    const { probabilityBetter, expectedLoss, interval, liftInterval } = bayesianRates(rate(0, 0), rate(0, 0), {
      alpha: 0.05,
      prior: flat,
    });
    expect(probabilityBetter).toBe(0.5);
    expect(expectedLoss).toBeCloseTo(1 / 6, 14);
    expect(interval[1]).toBeCloseTo(1 - Math.sqrt(0.05), 12);
    expect(liftInterval[0]).toBeCloseTo(-0.95, 12);
    expect(relativeError(liftInterval[1], 19)).toBeLessThan(1e-12);
  });

  test("edge: the default prior is Jeffreys' and travels with the result", () => {
    const result = bayesianRates(rate(3, 100), rate(5, 100), { alpha: 0.05 });
    expect(result.prior).toEqual(DEFAULT_RATE_PRIOR);
    expect(result.prior).toEqual([0.5, 0.5]);
  });

  test("edge: arms of very different size, and arms without conversions", () => {
    const huge = bayesianRates(rate(52_000, 1_000_000), rate(17, 300), { alpha: 0.05 });
    expect(huge.probabilityBetter).toBeGreaterThan(0.5);
    expect(huge.interval[0]).toBeLessThan(0);
    const none = bayesianRates(rate(0, 1000), rate(0, 1000), { alpha: 0.05 });
    expect(none.probabilityBetter).toBe(0.5);
    expect(none.interval[1]).toBeCloseTo(-none.interval[0], 14);
  });

  test("edge: arms that could not be farther apart, where one way has no probability left", () => {
    for (const trials of [1000, 200_000, 3_000_000]) {
      const [none, all] = [rate(0, trials), rate(trials, trials)];
      const up = bayesianRates(none, all, { alpha: 0.05 });
      const down = bayesianRates(all, none, { alpha: 0.05 });
      expect([up.probabilityBetter, down.probabilityBetter]).toEqual([1, 0]);
      expect(up.expectedLoss).toBe(0);
      expect(down.expectedLoss).toBeCloseTo(1 - 1 / (trials + 1), 15);
      // The difference from 1 is the sum of two variables near gamma(1/2) / trials: an exponential one.
      expect(relativeError(1 - up.interval[0], -Math.log(0.025) / trials)).toBeLessThan(5 / trials);
      expect(up.interval[1]).toBeCloseTo(-down.interval[0], 14);
    }
  });

  test("edge: with nearly no prior the ends of the difference pile up at -1, 0 and 1", () => {
    const vague = [0.05, 0.05] as const;
    const { interval, expectedLoss } = bayesianRates(rate(0, 0), rate(0, 0), { alpha: 0.05, prior: vague });
    expect(interval[1]).toBe(-interval[0]);
    expect(1 - interval[1]).toBeLessThan(1e-9);
    const one = bayesianRates(rate(0, 0), rate(1, 1), { alpha: 0.05, prior: vague });
    expect(one.expectedLoss).toBeLessThan(expectedLoss);
    expect(1 - one.interval[1]).toBeLessThan(1e-9);
  });

  test("law: the region of equivalence and its two sides share everything; a wider one holds more", () => {
    const halfWidth = fc.integer({ min: 1, max: 999 }).map((permille) => (permille / 1000) ** 2);
    fc.assert(
      fc.property(anyRate, anyRate, halfWidth, (a, b, rope) => {
        const [forth, back] = [bayesianRates(a, b, { alpha: 0.05, rope }), bayesianRates(b, a, { alpha: 0.05, rope })];
        const { probabilityInRope: within, probabilityAboveRope: above, probabilityBelowRope: below } = forth;
        expect(within! + above! + below!).toBeCloseTo(1, 12);
        expect(relativeError(back.probabilityInRope!, within!)).toBeLessThan(1e-9);
        expect(relativeError(back.probabilityAboveRope!, below!)).toBeLessThan(1e-9);
        expect(above!).toBeLessThanOrEqual(forth.probabilityBetter * (1 + 1e-12));
        const wider = bayesianRates(a, b, { alpha: 0.05, rope: Math.sqrt(rope) });
        expect(wider.probabilityInRope!).toBeGreaterThanOrEqual(within! - 1e-12);
      }),
      { numRuns: 25 },
    );
  });

  test("edge: with next to no prior everything stays finite, and the work stays bounded", () => {
    for (const prior of [[0.01, 0.01], [0.001, 0.001]] as const) {
      for (const [a, b] of [[rate(0, 0), rate(0, 0)], [rate(0, 10), rate(1_000_000_000, 1_000_000_000)], [rate(0, 0), rate(1000, 2000)]] as const) {
        const { probabilityBetter, interval, liftInterval, expectedLoss } = bayesianRates(a, b, { alpha: 1e-4, prior });
        expect([probabilityBetter, expectedLoss, ...interval, ...liftInterval].every(Number.isFinite)).toBe(true);
        expect(interval[1]).toBeLessThanOrEqual(1);
      }
    }
    let evaluations = 0;
    const root = normalScaleRoot(
      (position) => {
        evaluations += 1;
        return { value: position > 0 ? Math.log(position) + 20 : -30, slope: position > 0 ? 1 / position : 1 };
      },
      0,
      { position: 3, deviation: 1, within: [-40, 40] },
    );
    expect(relativeError(root, Math.exp(-20))).toBeLessThan(1e-12);
    expect(evaluations).toBeLessThan(25);
  });

  test("edge: a region without width, or as wide as all rates, is refused", () => {
    for (const rope of [0, 1, Number.NaN]) {
      expect(() => bayesianRates(rate(1, 2), rate(1, 2), { alpha: 0.05, rope })).toThrow("rope: expected a difference of rates");
    }
  });

  test("edge: a prior without mass and impossible counts are refused", () => {
    expect(() => bayesianRates(rate(1, 2), rate(1, 2), { alpha: 0.05, prior: [0, 1] })).toThrow(
      "prior[0]: expected a finite number > 0, got 0",
    );
    expect(() => bayesianRates(rate(3, 2), rate(1, 2), { alpha: 0.05 })).toThrow(RangeError);
  });
});
