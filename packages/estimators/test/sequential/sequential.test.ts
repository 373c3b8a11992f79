import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Moments, RateCount } from "../../src/index.ts";
import {
  compareMeans,
  compareRates,
  confidenceSequence,
  mergeMoments,
  momentsOf,
  sequentialMeans,
  sequentialRates,
} from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import { relativeError } from "../support/reference.ts";

const rate = (successes: number, trials: number): RateCount => ({ successes, trials });
const anyRate = fc
  .tuple(fc.integer({ min: 100, max: 5000 }), fc.integer({ min: 100, max: 700 }))
  .map(([trials, permille]) => rate(Math.round((trials * permille) / 1000), trials));
const options = { alpha: 0.05, plannedUnits: 10_000 };

describe("sequential", () => {
  test("law: p is below alpha exactly when the statistic passes the boundary", () => {
    const statistic = fc.integer({ min: 0, max: 800 }).map((n) => n / 100);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), statistic, (units, z) => {
        const { critical, pValue } = confidenceSequence(units, z, options);
        expect(pValue < 0.05).toBe(z > critical);
        expect(critical).toBeGreaterThan(1.96);
      }),
    );
  });

  test("law: sequential intervals leave out 0 exactly when p is below alpha", () => {
    fc.assert(
      fc.property(anyRate, anyRate, (control, treatment) => {
        const result = sequentialRates(control, treatment, options);
        fc.pre(result.kind === "valid");
        const rejected = result.pValue < 0.05;
        expect(result.interval[0] > 0 || result.interval[1] < 0).toBe(rejected);
        if (result.liftInterval !== "unbounded") {
          expect(result.liftInterval[0] > 0 || result.liftInterval[1] < 0).toBe(rejected);
        }
      }),
    );
  });

  test("law: looking at any time costs width: the interval holds the fixed one", () => {
    fc.assert(
      fc.property(anyRate, anyRate, fc.integer({ min: 1, max: 1_000_000 }), (a, b, plannedUnits) => {
        const sequential = sequentialRates(a, b, { alpha: 0.05, plannedUnits });
        const fixed = compareRates(a, b, { alpha: 0.05 });
        fc.pre(sequential.kind === "valid" && fixed.kind === "compared");
        expect(sequential.interval[0]).toBeLessThanOrEqual(fixed.interval[0]);
        expect(sequential.interval[1]).toBeGreaterThanOrEqual(fixed.interval[1]);
        expect(sequential.pValue).toBeGreaterThanOrEqual(fixed.pValue);
      }),
    );
  });

  test("vector: means at an equal split use the same boundary", () => {
    const control: Moments = { count: 5000, mean: 10, m2: 4 * 4999 };
    const treatment: Moments = { count: 5000, mean: 10.2, m2: 4 * 4999 };
    const result = sequentialMeans(control, treatment, options);
    if (result.kind !== "valid") throw new Error(result.reason);
    const { critical, pValue } = confidenceSequence(10_000, 0.2 / Math.sqrt(8 / 5000), options);
    expect(relativeError(result.pValue, pValue)).toBeLessThan(1e-10);
    expect(result.interval[1]).toBeCloseTo(0.2 + critical * Math.sqrt(8 / 5000), 12);
  });

  test("law: 100 looks at an experiment without effect alarm no more often than alpha", () => {
    // 250 experiments of 100 looks each: at a true rate of 5 % more than 23 alarms has probability 0.002.
    const experiments = 250;
    let alarms = { rates: 0, means: 0 };
    const { uniform, normal } = generator(20261123);
    for (let experiment = 0; experiment < experiments; experiment += 1) {
      let [control, treatment] = [rate(0, 0), rate(0, 0)];
      let [controlMean, treatmentMean]: [Moments, Moments] = [momentsOf([]), momentsOf([])];
      let alarmed = { rates: false, means: false };
      for (let look = 0; look < 100; look += 1) {
        const add = ({ successes, trials }: RateCount, units: number): RateCount => {
          let converted = successes;
          for (let unit = 0; unit < units; unit += 1) converted += Number(uniform() < 0.2);
          return rate(converted, trials + units);
        };
        [control, treatment] = [add(control, 18), add(treatment, 2)];
        const spend = (units: number): Moments => momentsOf(Array.from({ length: units }, () => Math.exp(normal())));
        controlMean = mergeMoments(controlMean, spend(18));
        treatmentMean = mergeMoments(treatmentMean, spend(2));
        const planned = { alpha: 0.05, plannedUnits: 2000 };
        const rates = sequentialRates(control, treatment, planned);
        const means = sequentialMeans(controlMean, treatmentMean, planned);
        alarmed = {
          rates: alarmed.rates || (rates.kind === "valid" && rates.pValue < 0.05),
          means: alarmed.means || (means.kind === "valid" && means.pValue < 0.05),
        };
      }
      alarms = {
        rates: alarms.rates + Number(alarmed.rates),
        means: alarms.means + Number(alarmed.means),
      };
    }
    expect(alarms.rates).toBeLessThanOrEqual(23);
    expect(alarms.means).toBeLessThanOrEqual(23);
  });

  test("edge: the first look comes at 100 units and 5 expected conversions in each arm", () => {
    expect(sequentialRates(rate(20, 99), rate(20, 200), options)).toMatchObject({ reason: "too_few_units" });
    expect(sequentialRates(rate(20, 100), rate(20, 200), options).kind).toBe("valid");
    expect(sequentialRates(rate(5, 100), rate(5, 100), options).kind).toBe("valid");
    expect(sequentialRates(rate(5, 100), rate(4, 100), options)).toMatchObject({
      reason: "too_few_conversions",
    });
    expect(sequentialRates(rate(0, 500), rate(0, 500), options)).toMatchObject({ reason: "no_conversions" });
  });

  test("edge: means wait for 30 nonzero units in each arm", () => {
    const sparse = (paying: number): Moments =>
      momentsOf(Array.from({ length: 400 }, (_, i) => (i < paying ? 10 : 0)));
    expect(sequentialMeans(sparse(30), sparse(40), options).kind).toBe("valid");
    expect(sequentialMeans(sparse(29), sparse(40), options)).toMatchObject({
      reason: "too_few_nonzero_units",
    });
    expect(sequentialMeans(sparse(29), sparse(40), { ...options, nonzeroUnits: [30, 40] }).kind).toBe("valid");
    expect(sequentialMeans(momentsOf([1]), sparse(40), options)).toMatchObject({ reason: "too_few_units" });
    expect(sequentialMeans(momentsOf([5, 5]), momentsOf([5, 5]), options)).toMatchObject({ reason: "no_variation" });
  });

  test("edge: a small arm does not borrow certainty from its own few values", () => {
    const control: Moments = { count: 900, mean: 10, m2: 25 * 899 };
    const lucky: Moments = { count: 100, mean: 10.6, m2: 0.01 * 99 };
    const result = sequentialMeans(control, lucky, options);
    const fixed = compareMeans(control, lucky, { alpha: 0.05 });
    if (result.kind !== "valid" || fixed.kind !== "compared") throw new Error("expected answers");
    expect(fixed.pValue).toBeLessThan(0.05);
    expect(result.pValue).toBeGreaterThan(0.5);
  });

  test("edge: a plan for no units is refused", () => {
    expect(() => confidenceSequence(10, 1, { alpha: 0.05, plannedUnits: 0 })).toThrow(
      "plannedUnits: expected a finite number >= 1, got 0",
    );
  });
});
