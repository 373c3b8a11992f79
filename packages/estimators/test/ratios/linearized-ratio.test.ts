import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JointMoments } from "../../src/index.ts";
import { compareRatios, cuped, jointMomentsOf, linearizedRatio, mergeJointMoments } from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import { armsOf, differing } from "../support/means-vectors.ts";
import { relativeError } from "../support/reference.ts";

const seed = fc.integer({ min: 1, max: 1_000_000 });

/** Revenue, orders and revenue before the experiment. */
function arm(from: number, units = 80): JointMoments {
  const { normal, uniform } = generator(from);
  const rows = Array.from({ length: units }, () => {
    const taste = normal();
    const orders = 1 + Math.floor(4 * uniform());
    return [orders * (30 + 5 * taste) + 3 * normal(), orders, 100 + 10 * taste];
  });
  return jointMomentsOf(rows, 3);
}

function linearized(from: JointMoments): JointMoments {
  const moments = linearizedRatio(from);
  if (moments === undefined) throw new Error("expected a denominator");
  return moments;
}

function columns({ count, means, crossProducts }: JointMoments, kept: readonly number[]): JointMoments {
  return {
    count,
    means: kept.map((i) => means[i]!),
    crossProducts: kept.map((i) => kept.map((j) => crossProducts[i]![j]!)),
  };
}

describe("linearized ratio", () => {
  test("law: without covariates it gives the delta-method comparison", () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const [control, treatment] = [arm(a), arm(b)];
        const plain = compareRatios(columns(control, [0, 1]), columns(treatment, [0, 1]), { alpha: 0.05 });
        const arms = [control, treatment].map((each) => linearized(columns(each, [0, 1])));
        const adjusted = cuped(arms, { alpha: 0.05 });
        fc.pre(plain.kind === "compared" && adjusted.kind === "adjusted");
        const [comparison] = adjusted.comparisons;
        expect(relativeError(comparison!.pValue, plain.pValue)).toBeLessThan(1e-9);
        expect(relativeError(comparison!.standardError, plain.standardError)).toBeLessThan(1e-10);
      }),
    );
  });

  test("law: parts linearized by their arm merge to the linearized arm", () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        const parts = [arm(a, 40), arm(b, 90)];
        const whole = parts.reduce(mergeJointMoments);
        const merged = parts.map((part) => linearizedRatio(part, whole)!).reduce(mergeJointMoments);
        const direct = linearized(whole);
        expect(relativeError(merged.means[0]!, direct.means[0]!)).toBeLessThan(1e-12);
        expect(relativeError(merged.crossProducts[0]![0]!, direct.crossProducts[0]![0]!)).toBeLessThan(1e-9);
        expect(linearizedRatio(whole, whole)).toEqual(direct);
      }),
    );
  });

  test("law: it has the moments of the linearized values of the units", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 9 }), fc.nat(50)), { minLength: 2 }), (rows) => {
        const moments = linearized(jointMomentsOf(rows, 3));
        const sum = (column: 0 | 1): number => rows.reduce((total, row) => total + row[column], 0);
        const [ratio, meanDenominator] = [sum(0) / sum(1), sum(1) / rows.length];
        const direct = jointMomentsOf(
          rows.map(([n, d, x]) => [ratio + (n - ratio * d) / meanDenominator, x]),
          2,
        );
        expect(moments.means[0]).toBeCloseTo(direct.means[0]!, 10);
        moments.crossProducts.forEach((row, i) =>
          row.forEach((product, j) => {
            const scale = Math.sqrt(direct.crossProducts[i]![i]! * direct.crossProducts[j]![j]!) + 1;
            expect(Math.abs(product - direct.crossProducts[i]![j]!)).toBeLessThan(1e-9 * scale);
          }),
        );
      }),
    );
  });

  test("vector: adjusted, it agrees with R's delta method on all three means", () => {
    const arms = armsOf("num", "den", "x").map(linearized);
    const adjusted = cuped(arms, { alpha: 0.05 });
    if (adjusted.kind !== "adjusted") throw new Error(adjusted.reason);
    const { difference, standardError } = adjusted.comparisons[0]!;
    const controlRatio = arms[0]!.means[0]!;
    expect(differing("cuped-ratio", { theta: adjusted.theta, difference, standardError, controlRatio })).toEqual([]);
  });

  test("example: history narrows the interval of revenue per order", () => {
    const adjusted = cuped([linearized(arm(1, 500)), linearized(arm(2, 500))], { alpha: 0.05 });
    expect(adjusted).toMatchObject({ kind: "adjusted" });
    if (adjusted.kind === "adjusted") expect(adjusted.varianceReduction).toBeGreaterThan(0.5);
  });

  test("edge: no denominators give no ratio, one column breaks the contract", () => {
    expect(linearizedRatio(jointMomentsOf([[1, 0], [2, 0]], 2))).toBeUndefined();
    expect(() => linearizedRatio(jointMomentsOf([[1]], 1))).toThrow("arm: expected numerator and denominator");
  });
});
