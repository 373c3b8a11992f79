import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NonInferiority, RateCount } from "../../src/index.ts";
import {
  compareRates,
  momentsOf,
  nonInferiority,
  normalUpper,
  rateNonInferiority,
  sequentialMeanNonInferiority,
  sequentialRateNonInferiority,
} from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import type { Json } from "../support/reference.ts";
import { readVectors, relativeError } from "../support/reference.ts";

const rate = (successes: number, trials: number): RateCount => ({ successes, trials });
const anyRate = fc
  .tuple(fc.integer({ min: 100, max: 5000 }), fc.integer({ min: 50, max: 950 }))
  .map(([trials, permille]) => rate(Math.round((trials * permille) / 1000), trials));
const direction = fc.constantFrom("up" as const, "down" as const);
const margin = fc.constantFrom(0, 0.001, 0.02, 0.3);

function expectAgreement({ pValue, harm, bound, leastHarm, verdict }: NonInferiority, { margin: allowed, alpha }: { margin: number; alpha: number }): void {
  expect(verdict === "non-inferior").toBe(pValue < alpha);
  expect(bound < allowed).toBe(pValue < alpha);
  expect(leastHarm > allowed).toBe(verdict === "inferior");
  expect(bound).toBeGreaterThanOrEqual(harm);
  expect(leastHarm).toBeLessThanOrEqual(harm);
}

describe("non-inferiority", () => {
  test("law: p, both bounds and the verdict agree, down to alpha equal to p", () => {
    const effect = fc.record({
      difference: fc.integer({ min: -500, max: 500 }).map((n) => n / 1000),
      standardError: fc.integer({ min: 1, max: 200 }).map((n) => n / 1000),
      degreesOfFreedom: fc.constantFrom(null, 3, 240.5),
    });
    fc.assert(
      fc.property(effect, margin, direction, (estimate, allowed, way) => {
        const options = { margin: allowed, direction: way, alpha: 0.025 };
        const result = nonInferiority(estimate, options);
        expectAgreement(result, options);
        const alpha = result.pValue * (1 + 3e-16);
        if (alpha > 0 && alpha < 0.5) expectAgreement(nonInferiority(estimate, { ...options, alpha }), { margin: allowed, alpha });
      }),
    );
  });

  test("law: of rates, at one look and at any, p, bounds and verdict agree; any look is less sure", () => {
    fc.assert(
      fc.property(anyRate, anyRate, margin, direction, (control, treatment, allowed, way) => {
        const options = { margin: allowed, direction: way, alpha: 0.025, plannedUnits: 5000 };
        const fixed = rateNonInferiority(control, treatment, options);
        const any = sequentialRateNonInferiority(control, treatment, options);
        fc.pre(fixed.kind === "judged" && any.kind === "judged");
        expectAgreement(fixed, options);
        expectAgreement(any, options);
        expect(any.bound).toBeGreaterThanOrEqual(fixed.bound);
        expect(any.leastHarm).toBeLessThanOrEqual(fixed.leastHarm);
        expect(any.pValue).toBeGreaterThanOrEqual(fixed.pValue);
      }),
      { numRuns: 60 },
    );
  });

  test("law: harm in one direction is good in the other", () => {
    fc.assert(
      fc.property(anyRate, anyRate, (control, treatment) => {
        const options = { margin: 0, alpha: 0.025 };
        const up = rateNonInferiority(control, treatment, { ...options, direction: "up" });
        const down = rateNonInferiority(control, treatment, { ...options, direction: "down" });
        fc.pre(up.kind === "judged" && down.kind === "judged");
        expect(up.harm).toBeCloseTo(-down.harm, 15);
        expect(up.pValue + down.pValue).toBeCloseTo(1, 12);
      }),
      { numRuns: 40 },
    );
  });

  test("law: with no margin it is one side of the two-sided test", () => {
    const [control, treatment] = [rate(300, 10_000), rate(95, 2500)];
    const fixed = compareRates(control, treatment, { alpha: 0.05 });
    const result = rateNonInferiority(control, treatment, { margin: 0, direction: "up", alpha: 0.025 });
    if (fixed.kind !== "compared" || result.kind !== "judged") throw new Error("expected answers");
    expect(relativeError(result.pValue, normalUpper(fixed.statistic))).toBeLessThan(1e-12);
    expect(result.bound).toBeCloseTo(-fixed.interval[0], 12);
  });

  test("law: a treatment worse by just the margin passes at any of 30 looks about as often as alpha says, at most", () => {
    const { uniform } = generator(5);
    let passed = 0;
    for (let experiment = 0; experiment < 300; experiment += 1) {
      let [control, treatment] = [rate(0, 0), rate(0, 0)];
      let once = false;
      for (let look = 0; look < 30; look += 1) {
        const add = (before: RateCount, share: number): RateCount => {
          let successes = before.successes;
          for (let unit = 0; unit < 25; unit += 1) successes += Number(uniform() < share);
          return rate(successes, before.trials + 25);
        };
        [control, treatment] = [add(control, 0.5), add(treatment, 0.4)];
        const result = sequentialRateNonInferiority(control, treatment, { margin: 0.1, direction: "up", alpha: 0.05, plannedUnits: 1500 });
        once ||= result.kind === "judged" && result.verdict === "non-inferior";
      }
      passed += Number(once);
    }
    // At a true rate of 5 % more than 27 of 300 has probability 0.001.
    expect(passed).toBeLessThanOrEqual(27);
    expect(passed).toBeGreaterThan(0);
  });

  test("vector: the score test of the margin agrees with 18 digits", () => {
    const { cases } = readVectors("exact-rates.json") as { readonly cases: readonly Json[] };
    const scores = cases.filter(({ kind }) => kind === "score");
    expect(scores.length).toBeGreaterThan(2);
    for (const { control, treatment, margin: allowed, statistic } of scores) {
      const [before, after] = [rate(control[0], control[1]), rate(treatment[0], treatment[1])];
      const result = rateNonInferiority(before, after, { margin: allowed, direction: "up", alpha: 0.025 });
      if (result.kind !== "judged") throw new Error(result.reason);
      expect(relativeError(result.pValue, normalUpper(Number(statistic)))).toBeLessThan(1e-11);
    }
  });

  test("edge: too early is said so, and what cannot be a margin or a level is refused", () => {
    const options = { margin: 0.01, direction: "up", alpha: 0.025, plannedUnits: 1000 } as const;
    expect(sequentialRateNonInferiority(rate(50, 99), rate(50, 100), options)).toEqual({ kind: "insufficient", reason: "too_few_units" });
    expect(rateNonInferiority(rate(0, 99), rate(0, 100), options)).toMatchObject({ reason: "no_conversions" });
    const few = momentsOf([1, 2, 3]);
    expect(sequentialMeanNonInferiority(few, few, options)).toMatchObject({ reason: "too_few_nonzero_units" });
    const many = momentsOf(Array.from({ length: 90 }, (_, i) => i % 7));
    const judged = sequentialMeanNonInferiority(many, many, { ...options, margin: 2 });
    expect(judged).toMatchObject({ kind: "judged", harm: 0, verdict: "non-inferior" });
    expect(() => rateNonInferiority(rate(1, 9), rate(1, 9), { ...options, margin: -1 })).toThrow("margin: expected a finite number >= 0");
    expect(() => rateNonInferiority(rate(1, 9), rate(1, 9), { ...options, alpha: 0.5 })).toThrow("alpha: expected a one-sided error rate");
  });
});
