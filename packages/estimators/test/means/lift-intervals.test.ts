import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Moments } from "../../src/index.ts";
import { compareMeans, deltaLiftInterval, fiellerInterval, logLiftInterval, momentsOf, normalQuantileUpper, skewWarning } from "../../src/index.ts";
import { differing, rowsOf } from "../support/means-vectors.ts";
import { relativeError } from "../support/reference.ts";

const positive = fc.array(fc.integer({ min: 50, max: 5000 }), { minLength: 3, maxLength: 30 }).filter((values) => new Set(values).size > 1);
const arm = (name: "control" | "treatment"): Moments => momentsOf(rowsOf(name, ["y"]).map(([y]) => y!));
const alpha = 0.05;

describe("lift intervals", () => {
  test("law: log and delta scale with nothing, and hold the lift that was seen", () => {
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: -60, max: 60 }), (a, b, power) => {
        const scaled = (values: readonly number[]): Moments => momentsOf(values.map((value) => value * 2 ** power));
        const lift = momentsOf(b).mean / momentsOf(a).mean - 1;
        for (const interval of [logLiftInterval, deltaLiftInterval]) {
          const plain = interval(momentsOf(a), momentsOf(b), { alpha });
          expect(interval(scaled(a), scaled(b), { alpha })).toEqual(plain);
          if (typeof plain === "string") throw new Error(`expected an interval, got ${plain}`);
          expect(plain[0] <= lift && lift <= plain[1]).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("law: in large samples Fieller, log and delta agree", () => {
    const [control, treatment] = [
      { count: 4e8, mean: 10, m2: 4e8 * 9 },
      { count: 4e8, mean: 10.01, m2: 4e8 * 9 },
    ];
    const fieller = compareMeans(control!, treatment!, { alpha });
    for (const interval of [logLiftInterval, deltaLiftInterval]) {
      const other = interval(control!, treatment!, { alpha });
      if (fieller.kind !== "compared" || fieller.liftInterval === "unbounded") throw new Error("expected an interval");
      expect(relativeError(other[0] as number, fieller.liftInterval[0])).toBeLessThan(1e-4);
      expect(relativeError(other[1] as number, fieller.liftInterval[1])).toBeLessThan(1e-4);
    }
  });

  test("vector: both agree with R, at the normal quantile and at Welch's", () => {
    const critical = normalQuantileUpper(0.025);
    expect(
      differing("lift", {
        log: logLiftInterval(arm("control"), arm("treatment"), { alpha, critical }) as readonly [number, number],
        delta: deltaLiftInterval(arm("control"), arm("treatment"), { alpha, critical }) as readonly [number, number],
        deltaT: deltaLiftInterval(arm("control"), arm("treatment"), { alpha }) as readonly [number, number],
      }),
    ).toEqual([]);
  });

  test("edge: what has no logarithm, no base or no end says so", () => {
    const some = momentsOf([1, 2, 3]);
    const opposite = momentsOf([-1, -2, -3]);
    expect(logLiftInterval(opposite, some, { alpha })).toBe("mean_not_positive");
    expect(deltaLiftInterval(opposite, some, { alpha })[0]).toBeLessThan(2);
    expect(deltaLiftInterval(momentsOf([-1, 1]), some, { alpha })).toBe("base_zero");
    for (const interval of [logLiftInterval, deltaLiftInterval]) {
      expect(interval(momentsOf([1]), some, { alpha })).toBe("too_few_units");
      expect(interval(momentsOf([1, 1]), momentsOf([2, 2]), { alpha })).toBe("no_variation");
      expect(interval({ count: 9, mean: 1e-200, m2: 1e200 }, { count: 9, mean: 1e139, m2: 1e200 }, { alpha })).toBe("unbounded");
    }
  });

  test("edge: Fieller's interval of extreme numbers is an interval or unbounded", () => {
    const extreme = fc.integer({ min: -149, max: 149 }).map((power) => 10 ** power);
    fc.assert(
      fc.property(extreme, extreme, extreme, extreme, (difference, deviation, base, baseDeviation) => {
        const interval = fiellerInterval(
          { difference, differenceVariance: deviation ** 2, base, baseVariance: baseDeviation ** 2, covariance: 0 },
          2,
        );
        fc.pre(interval !== "unbounded");
        expect(interval.every(Number.isFinite)).toBe(true);
        expect(interval[0] > 0).toBe(difference > 2 * deviation);
      }),
      { numRuns: 100 },
    );
    expect(fiellerInterval({ difference: 0, differenceVariance: 0, base: 1, baseVariance: 0, covariance: 0 }, 2)).toEqual([0, 0]);
  });
});

describe("skew warning", () => {
  test("edge: only beyond 60 to 40, and only under 300 units with a value", () => {
    const input = (units: number, nonzeroUnits: number) => ({ units, nonzeroUnits });
    expect(skewWarning(input(600, 600), input(400, 100))).toBe(false);
    expect(skewWarning(input(601, 601), input(400, 299))).toBe(true);
    expect(skewWarning(input(400, 299), input(601, 601))).toBe(true);
    expect(skewWarning(input(6001, 300), input(400, 300))).toBe(false);
    expect(() => skewWarning(input(10, 11), input(10, 1))).toThrow("nonzeroUnits: expected a whole number from 0 to 10, got 11");
  });
});
