import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CupedResult, JointMoments } from "../../src/index.ts";
import { cuped, jointMomentsOf, marginalMoments, compareMeans, robustVariance } from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import { armsOf, differing, rowsOf } from "../support/means-vectors.ts";
import { relativeError } from "../support/reference.ts";

type Adjusted = Extract<CupedResult, { kind: "adjusted" }>;

const seed = fc.integer({ min: 1, max: 1_000_000 });

function perArm(arms: readonly JointMoments[], robustVariances?: readonly number[]): Adjusted {
  const result = cuped(arms, { alpha: 0.05, slopes: "per-arm", ...(robustVariances === undefined ? {} : { robustVariances }) });
  if (result.kind !== "adjusted") throw new Error(result.reason);
  return result;
}

/** Rows whose effect grows with the covariate. */
function rows(from: number, { units = 50, slope = 1, shift = 0 } = {}): number[][] {
  const { normal } = generator(from);
  return Array.from({ length: units }, () => {
    const x = normal();
    return [10 + slope * x + (0.5 + Math.abs(x)) * normal(), x + shift];
  });
}

describe("slopes per arm", () => {
  test("law: a shift of the covariate changes nothing, a swap flips the sign, a constant one is Welch", () => {
    fc.assert(
      fc.property(seed, seed, fc.integer({ min: -1000, max: 1000 }), (a, b, shift) => {
        const arms = [jointMomentsOf(rows(a)), jointMomentsOf(rows(b, { slope: 3 }))];
        const plain = perArm(arms).comparisons[0]!;
        const moved = perArm([rows(a, { shift }), rows(b, { slope: 3, shift })].map((each) => jointMomentsOf(each)));
        expect(relativeError(moved.comparisons[0]!.pValue, plain.pValue)).toBeLessThan(1e-6);
        const swapped = perArm(arms.toReversed()).comparisons[0]!;
        expect(relativeError(swapped.difference, -plain.difference)).toBeLessThan(1e-9);
        expect(relativeError(swapped.pValue, plain.pValue)).toBeLessThan(1e-9);
        const constant = [rows(a), rows(b)].map((each) => jointMomentsOf(each.map(([y]) => [y!, 0.1])));
        expect(compareMeans(marginalMoments(constant[0]!, 0), marginalMoments(constant[1]!, 0), { alpha: 0.05 })).toMatchObject({
          pValue: perArm(constant).comparisons[0]!.pValue,
          liftInterval: perArm(constant).comparisons[0]!.liftInterval,
        });
      }),
      { numRuns: 30 },
    );
  });

  test("law: the robust variance of an arm is the sum of those of its parts", () => {
    const all = rows(3);
    const arms = [jointMomentsOf(all), jointMomentsOf(rows(4))];
    const options = { arms, arm: 0 };
    const parts = robustVariance(all.slice(0, 20), options) + robustVariance(all.slice(20), options);
    expect(relativeError(parts, robustVariance(all, options))).toBeLessThan(1e-13);
  });

  test("law: with several treatments the control keeps its slopes and one adjusted mean", () => {
    const arms = [1, 2, 3].map((from) => jointMomentsOf(rows(from, { slope: from, units: 40 + 30 * from })));
    const { comparisons, thetaByArm } = perArm(arms);
    expect(comparisons[0]!.controlMean).toBe(comparisons[1]!.controlMean);
    arms.forEach((arm, k) => {
      const [y, x] = arm.crossProducts[1]!;
      expect(relativeError(thetaByArm![k]![0]!, y! / x!)).toBeLessThan(1e-13);
    });
  });

  test.each([
    ["lin-1", ["x"], 0.00942281020855],
    ["lin-2", ["x", "den"], 0.026145982894658],
  ] as const)("vector: %s agrees with R's interacted regression and its HC2", (id, covariates, extra) => {
    const columns = ["y", ...covariates] as const;
    const arms = armsOf(...columns);
    const robust = (["control", "treatment"] as const).map((name, arm) => robustVariance(rowsOf(name, columns), { arms, arm }));
    const fromMoments = perArm(arms);
    const fromRows = perArm(arms, robust);
    const [first, second] = [fromMoments.comparisons[0]!, fromRows.comparisons[0]!];
    expect(differing(id, { effect: first.difference, momentVariance: first.standardError ** 2, controlMean: first.controlMean })).toEqual([]);
    expect(differing(id, { controlSlopes: fromMoments.thetaByArm![0]!, treatmentSlopes: fromMoments.thetaByArm![1]! })).toEqual([]);
    expect(differing(id, { hc2Variance: robust[0]! + robust[1]! })).toEqual([]);
    expect(second.difference).toBe(first.difference);
    expect(second.standardError ** 2 - robust[0]! - robust[1]!).toBeCloseTo(extra, 12);
  });

  test("law: intervals hold the effect of the population where it depends on the covariate", () => {
    let held = 0;
    for (let run = 0; run < 600; run += 1) {
      const arms = [rows(10_000 + run, { units: 60, slope: 0 }), rows(20_000 + run, { units: 60, slope: 4 })];
      const { interval } = perArm(arms.map((each) => jointMomentsOf(each))).comparisons[0]!;
      held += Number(interval[0] <= 0 && 0 <= interval[1]);
    }
    // Without the uncertainty of the mean covariate it would be under 85 %.
    expect(Math.abs(held / 600 - 0.95)).toBeLessThan(0.03);
  });

  test("edge: robust variances that do not fit the arms, and rows that do not fit the columns, are refused", () => {
    const arms = armsOf("y", "x");
    expect(() => perArm(arms, [1])).toThrow("robustVariances: expected one per arm (2), got 1");
    expect(() => perArm(arms, [1, Number.NaN])).toThrow("robustVariances: expected finite numbers >= 0, got NaN");
    expect(() => robustVariance([[1]], { arms, arm: 0 })).toThrow("rows: expected 2 finite numbers, got [1]");
    expect(() => robustVariance([], { arms, arm: 2 })).toThrow("arm: expected 0 to 1, got 2");
  });

  test("edge: a unit that alone determines a slope adds no residual", () => {
    const lone = rows(5).map(([y, x], i) => [y!, x!, i === 0 ? 1 : 0]);
    const arms = [jointMomentsOf(lone), jointMomentsOf(rows(6).map(([y, x], i) => [y!, x!, i % 2]))];
    expect(robustVariance(lone, { arms, arm: 0 })).toBeLessThan(1);
  });
});
