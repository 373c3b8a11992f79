import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Moments, RateCount } from "../../src/index.ts";
import {
  compareMeans,
  compareRates,
  confidenceSequence,
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

  test("law: 100 looks at an experiment without effect alarm far less often than alpha, where a plain test and a smaller variance do not", () => {
    // Nine units in ten are controls, and alpha would allow 20 alarms. The seed is fixed: 7 and 1 alarm, and the bounds leave
    // little beyond. The two rules that must fail, by more than alpha, show that these experiments can tell.
    const experiments = 400;
    const alarms = { rates: 0, means: 0, plain: 0, ownVariance: 0 };
    const planned = { alpha: 0.05, plannedUnits: 2000 };
    const { uniform, normal } = generator(20261123);
    for (let experiment = 0; experiment < experiments; experiment += 1) {
      const arms = [18, 2].map((perLook) => ({ perLook, successes: 0, units: 0, mean: 0, m2: 0 }));
      const alarmed = { rates: false, means: false, plain: false, ownVariance: false };
      for (let look = 0; look < 100; look += 1) {
        for (const arm of arms) {
          for (let unit = 0; unit < arm.perLook; unit += 1) {
            const value = Math.exp(normal());
            const distance = value - arm.mean;
            arm.successes += Number(uniform() < 0.2);
            arm.units += 1;
            arm.mean += distance / arm.units;
            arm.m2 += distance * (value - arm.mean);
          }
        }
        const [control, treatment] = arms.map(({ units, mean, m2 }): Moments => ({ count: units, mean, m2 })) as [Moments, Moments];
        const [few, many] = arms.map(({ successes, units }) => rate(successes, units)) as [RateCount, RateCount];
        const rates = sequentialRates(few, many, planned);
        const means = sequentialMeans(control, treatment, { ...planned, nonzeroUnits: [control.count, treatment.count] });
        const fixed = compareMeans(control, treatment, { alpha: 0.05 });
        if (fixed.kind !== "compared") continue;
        const welch = confidenceSequence(control.count + treatment.count, fixed.statistic, planned);
        alarmed.rates ||= rates.kind === "valid" && rates.pValue < 0.05;
        alarmed.means ||= means.kind === "valid" && means.pValue < 0.05;
        alarmed.plain ||= fixed.pValue < 0.05;
        alarmed.ownVariance ||= welch.pValue < 0.05;
      }
      for (const name of Object.keys(alarms) as (keyof typeof alarms)[]) alarms[name] += Number(alarmed[name]);
    }
    expect(alarms.rates).toBeLessThanOrEqual(10);
    expect(alarms.means).toBeLessThanOrEqual(4);
    expect(alarms.plain).toBeGreaterThan(80);
    expect(alarms.ownVariance).toBeGreaterThan(30);
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
      reason: "nonzero_units_not_counted",
    });
    expect(sequentialMeans(sparse(29), sparse(40), { ...options, nonzeroUnits: [29, 40] })).toMatchObject({
      reason: "too_few_nonzero_units",
    });
    const centered = momentsOf(Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? -1 : 1)));
    expect(sequentialMeans(centered, centered, options)).toMatchObject({ reason: "nonzero_units_not_counted" });
    expect(sequentialMeans(centered, centered, { ...options, nonzeroUnits: [400, 400] }).kind).toBe("valid");
    expect(sequentialMeans(momentsOf([1, ...Array.from({ length: 28 }, () => 2)]), centered, options)).toMatchObject({ reason: "too_few_nonzero_units" });
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
