import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Interval, RateCount } from "../../src/index.ts";
import { compareRates, rateNonInferiority, sequentialRateNonInferiority, sequentialRates } from "../../src/index.ts";

/** From one unit to 10^12, from no conversion to nothing but conversions. */
const trials = fc.oneof(fc.constantFrom(1, 2, 99, 100, 1000, 1e6, 1e9, 2 ** 40), fc.integer({ min: 1, max: 20_000 }));
const anyRate = fc.tuple(trials, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1000 })).chain(([n, few, permille]) =>
  fc.constantFrom(0, n, Math.min(n, few), n - Math.min(n, few), Math.floor(n * (permille / 1000) ** 3)).map((successes): RateCount => ({ successes, trials: n })),
);
const level = fc.constantFrom(0.5, 0.05, 1e-6, 1e-30);
const leavesOutZero = ([low, high]: Interval): boolean => low > 0 || high < 0;

function expectFinite(value: unknown): void {
  if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(expectFinite);
}

describe("rates at every size", () => {
  test("law: p, Mee's and Koopman's interval, fixed and sequential, never contradict, and every number is finite", () => {
    fc.assert(
      fc.property(anyRate, anyRate, level, (control, treatment, alpha) => {
        const fixed = compareRates(control, treatment, { alpha });
        const sequential = sequentialRates(control, treatment, { alpha, plannedUnits: 10_000 });
        expectFinite(fixed);
        expectFinite(sequential);
        for (const result of [fixed, sequential]) {
          if (result.kind === "insufficient") continue;
          const rejected = result.pValue < alpha;
          expect(leavesOutZero(result.interval)).toBe(rejected);
          if (result.liftInterval !== "unbounded") expect(leavesOutZero(result.liftInterval)).toBe(rejected);
        }
        if (fixed.kind === "insufficient") return;
        const { difference, interval, lift, liftInterval } = fixed;
        expect(interval[0] >= -1 && interval[0] <= difference && difference <= interval[1] && interval[1] <= 1).toBe(true);
        if (liftInterval === "unbounded") expect(control.successes).toBe(0);
        else expect(liftInterval[0] >= -1 && liftInterval[0] <= lift! && lift! <= liftInterval[1]).toBe(true);
        if (sequential.kind === "valid") expect(sequential.pValue).toBeGreaterThanOrEqual(fixed.pValue);
      }),
      { numRuns: 150 },
    );
  });

  test("law: the verdict on harm agrees with its bounds, at every size", () => {
    const anyMargin = fc.constantFrom(0, 0.01, 1.5);
    fc.assert(
      fc.property(anyRate, anyRate, anyMargin, fc.constantFrom("up" as const, "down" as const), (control, treatment, margin, direction) => {
        const options = { margin, direction, alpha: 0.025, plannedUnits: 10_000 };
        for (const judge of [rateNonInferiority, sequentialRateNonInferiority]) {
          const result = judge(control, treatment, options);
          expectFinite(result);
          if (result.kind === "insufficient") continue;
          expect(result.bound < margin).toBe(result.pValue < options.alpha);
          expect(result.leastHarm > margin).toBe(result.verdict === "inferior");
          expect(result.leastHarm <= result.harm && result.harm <= result.bound).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });
});
