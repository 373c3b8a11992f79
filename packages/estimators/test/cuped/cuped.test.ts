import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CupedResult, JointMoments } from "../../src/index.ts";
import { compareMeans, cuped, jointMomentsOf, marginalMoments, mergeJointMoments } from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import { armsOf, differing } from "../support/means-vectors.ts";
import { relativeError } from "../support/reference.ts";

type Adjusted = Extract<CupedResult, { kind: "adjusted" }>;

const seed = fc.integer({ min: 1, max: 1_000_000 });

function adjusted(arms: readonly JointMoments[], options = {}): Adjusted {
  const result = cuped(arms, { alpha: 0.05, ...options });
  if (result.kind !== "adjusted") throw new Error(`expected an adjustment, got ${result.reason}`);
  return result;
}

/** An arm whose metric follows its covariate. */
function arm(from: number, { units = 60, effect = 0, shift = 0, scale = 1 } = {}): JointMoments {
  const { normal } = generator(from);
  const rows = Array.from({ length: units }, () => {
    const x = 10 + 3 * normal();
    return [scale * (20 + 0.8 * x + effect + normal()), x + shift];
  });
  return jointMomentsOf(rows, 2);
}

describe("cuped", () => {
  test("law: a covariate that does not vary gives Welch's test of the raw metric", () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const constant = (from: number): JointMoments => {
          const { count, means, crossProducts } = arm(from);
          return { count, means: [means[0]!, 7], crossProducts: [[crossProducts[0]![0]!, 0], [0, 0]] };
        };
        const arms = [constant(a), constant(b)] as const;
        const welch = compareMeans(marginalMoments(arms[0], 0), marginalMoments(arms[1], 0), { alpha: 0.05 });
        const { theta, comparisons, varianceReduction } = adjusted(arms);
        expect(theta).toEqual([0]);
        expect(varianceReduction).toBe(0);
        expect(welch).toMatchObject({
          pValue: comparisons[0]!.pValue,
          interval: comparisons[0]!.interval,
          liftInterval: comparisons[0]!.liftInterval,
        });
      }),
    );
  });

  test("law: shifting a covariate changes nothing", () => {
    fc.assert(
      fc.property(seed, seed, fc.integer({ min: -1_000_000, max: 1_000_000 }), (a, b, shift) => {
        const plain = adjusted([arm(a), arm(b)]).comparisons[0]!;
        const shifted = adjusted([arm(a, { shift }), arm(b, { shift })]).comparisons[0]!;
        expect(Math.abs(shifted.difference - plain.difference)).toBeLessThan(1e-7 * plain.standardError);
        expect(relativeError(shifted.pValue, plain.pValue)).toBeLessThan(1e-6);
        expect(relativeError(shifted.controlMean, plain.controlMean)).toBeLessThan(1e-7);
      }),
    );
  });

  test("law: scaling the metric scales effect and interval, and leaves p and lift alone", () => {
    fc.assert(
      fc.property(seed, seed, fc.integer({ min: 1, max: 1000 }), (a, b, scale) => {
        const plain = adjusted([arm(a), arm(b, { effect: 1 })]).comparisons[0]!;
        const scaled = adjusted([arm(a, { scale }), arm(b, { effect: 1, scale })]).comparisons[0]!;
        expect(relativeError(scaled.standardError, scale * plain.standardError)).toBeLessThan(1e-10);
        expect(relativeError(scaled.pValue, plain.pValue)).toBeLessThan(1e-7);
        expect(relativeError(scaled.lift!, plain.lift!)).toBeLessThan(1e-7);
      }),
    );
  });

  test("law: swapping the two arms flips the difference and keeps p", () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const forth = adjusted([arm(a), arm(b)]).comparisons[0]!;
        const back = adjusted([arm(b), arm(a)]).comparisons[0]!;
        expect(relativeError(back.difference, -forth.difference)).toBeLessThan(1e-8);
        expect(relativeError(back.pValue, forth.pValue)).toBeLessThan(1e-8);
      }),
    );
  });

  test("law: interval and lift interval leave out 0 exactly when p is below alpha", () => {
    fc.assert(
      fc.property(seed, seed, fc.integer({ min: 3, max: 60 }), (a, b, tenths) => {
        const alpha = 10 ** (-tenths / 10);
        const edge = adjusted([arm(a), arm(b)]).comparisons[0]!.pValue;
        for (const level of edge < 1 ? [alpha, edge] : [alpha]) {
          const { pValue, interval, liftInterval } = adjusted([arm(a), arm(b)], { alpha: level }).comparisons[0]!;
          expect(interval[0] > 0 || interval[1] < 0).toBe(pValue < level);
          if (liftInterval === "unbounded") continue;
          expect(liftInterval[0] > 0 || liftInterval[1] < 0).toBe(pValue < level);
        }
      }),
    );
  });

  test("law: one fit serves every treatment, so the control has one adjusted mean", () => {
    const arms = [arm(1), arm(2, { effect: 1 }), arm(3, { units: 200 })];
    const { comparisons } = adjusted(arms);
    expect(comparisons).toHaveLength(2);
    expect(comparisons[0]!.controlMean).toBe(comparisons[1]!.controlMean);
    const daily = arms.map((each, i) => mergeJointMoments(each, arm(100 + i)));
    expect(adjusted(daily).comparisons).toHaveLength(2);
  });

  test("law: a covariate listed twice counts once", () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const twice = ({ count, means, crossProducts }: JointMoments): JointMoments => {
          const order = [0, 1, 1];
          return {
            count,
            means: order.map((i) => means[i]!),
            crossProducts: order.map((i) => order.map((j) => crossProducts[i]![j]!)),
          };
        };
        const once = adjusted([arm(a), arm(b)]);
        const both = adjusted([twice(arm(a)), twice(arm(b))]);
        expect(both.theta[1]).toBe(0);
        expect(relativeError(both.comparisons[0]!.pValue, once.comparisons[0]!.pValue)).toBeLessThan(1e-9);
      }),
    );
  });

  test.each([
    ["cuped-1", ["x"], "pooled"],
    ["cuped-2", ["x", "den"], "pooled"],
    ["cuped-balanced", ["x"], "balanced"],
  ] as const)("vector: %s agrees with R, its lift over the raw control mean included", (id, covariates, thetaWeighting) => {
    const { theta, comparisons } = adjusted(armsOf("y", ...covariates), { thetaWeighting });
    const { difference, standardError, degreesOfFreedom, pValue, liftInterval, varianceReduction } = comparisons[0]!;
    const lift = liftInterval as readonly [number, number];
    expect(differing(id, { theta, difference, standardError, df: degreesOfFreedom })).toEqual([]);
    expect(differing(id, { p: pValue, lift, reduction: varianceReduction })).toEqual([]);
  });

  test("example: history that foretells most of the metric narrows the interval", () => {
    const { comparisons, varianceReduction } = adjusted([arm(5, { units: 2000 }), arm(6, { units: 2000, effect: 0.2 })]);
    // Metric variance is 0.64 * 9 + 1, of which 5.76 the covariate explains.
    expect(varianceReduction).toBeCloseTo(5.76 / 6.76, 1);
    expect(comparisons[0]!.varianceReduction).toBeGreaterThan(0.8);
    expect(comparisons[0]!.pValue).toBeLessThan(0.05);
  });

  test("example: balanced weights are never wider than pooled ones at an unequal split", () => {
    const noisy = (from: number, slope: number, units: number): JointMoments => {
      const { normal } = generator(from);
      const rows = Array.from({ length: units }, () => {
        const x = normal();
        return [slope * x + normal(), x];
      });
      return jointMomentsOf(rows, 2);
    };
    const arms = [noisy(1, 0.2, 5000), noisy(2, 2, 300)];
    const pooled = adjusted(arms).comparisons[0]!;
    const balanced = adjusted(arms, { thetaWeighting: "balanced" }).comparisons[0]!;
    expect(balanced.standardError).toBeLessThan(pooled.standardError);
  });

  test("edge: a covariate fitted on a large arm may harm, and the reduction says so", () => {
    const { normal } = generator(9);
    const make = (slope: number, units: number): JointMoments =>
      jointMomentsOf(
        Array.from({ length: units }, () => {
          const x = normal();
          return [slope * x + 0.3 * normal(), x];
        }),
        2,
      );
    const { comparisons } = adjusted([make(1, 5000), make(-1, 100)]);
    expect(comparisons[0]!.varianceReduction).toBeLessThan(0);
  });

  test("edge: 20 units and 10 per covariate are enough, one fewer is not", () => {
    expect(cuped([arm(1, { units: 30 }), arm(2)], { alpha: 0.05 }).kind).toBe("adjusted");
    expect(cuped([arm(1, { units: 29 }), arm(2)], { alpha: 0.05 })).toEqual({
      kind: "insufficient",
      reason: "too_few_units",
    });
  });

  test("edge: a metric that is its own covariate leaves nothing to compare", () => {
    const rows = Array.from({ length: 50 }, (_, i) => [i % 9, 2 * (i % 9)]);
    const same = jointMomentsOf(rows, 2);
    expect(cuped([same, same], { alpha: 0.05 })).toMatchObject({ reason: "no_variation" });
  });

  test("edge: two arms whose metric does not vary have no reduction, whatever slope a third one lends", () => {
    const made = (metric: (i: number) => number): JointMoments => jointMomentsOf(Array.from({ length: 60 }, (_, i) => [metric(i), (i * 7) % 11]), 2);
    const varying = made((i) => ((i * 7) % 11) + (i % 2));
    expect(cuped([made(() => 3), made(() => 3), varying], { alpha: 0.05 })).toEqual({ kind: "insufficient", reason: "no_variation" });
    expect(cuped([made(() => 3), made(() => 4), varying], { alpha: 0.05, slopes: "per-arm" })).toEqual({ kind: "insufficient", reason: "no_variation" });
    expect(adjusted([varying, made(() => 3)]).comparisons.every(({ varianceReduction }) => Number.isFinite(varianceReduction))).toBe(true);
  });

  test("edge: one arm alone, or arms with different columns, break the contract", () => {
    expect(() => cuped([arm(1)], { alpha: 0.05 })).toThrow("arms: expected a control and at least one treatment");
    expect(() => cuped([arm(1), jointMomentsOf([], 3)], { alpha: 0.05 })).toThrow(RangeError);
  });
});
