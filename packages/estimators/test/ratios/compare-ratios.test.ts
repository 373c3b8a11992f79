import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RatioMoments } from "../../src/index.ts";
import { compareMeans, compareRatios, jointMomentsOf, momentsOf } from "../../src/index.ts";
import { relativeError } from "../support/reference.ts";

const amounts = fc.array(
  fc.integer({ min: 0, max: 10_000 }).map((cents) => cents / 100),
  { minLength: 30, maxLength: 60 },
);

function ratioMoments(numerators: readonly number[], denominators: readonly number[]): RatioMoments {
  return jointMomentsOf(numerators.map((value, i) => [value, denominators[i] ?? 1]), 2);
}

describe("ratios", () => {
  test("law: a ratio with denominator 1 is the mean", () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const means = compareMeans(momentsOf(a), momentsOf(b), { alpha: 0.05 });
        const ratios = compareRatios(ratioMoments(a, []), ratioMoments(b, []), { alpha: 0.05 });
        expect(ratios.kind).toBe(means.kind);
        fc.pre(means.kind === "compared" && ratios.kind === "compared");
        expect(relativeError(ratios.pValue, means.pValue)).toBeLessThan(1e-9);
        expect(relativeError(ratios.standardError, means.standardError)).toBeLessThan(1e-11);
        expect(relativeError(ratios.degreesOfFreedom!, means.degreesOfFreedom!)).toBeLessThan(1e-11);
      }),
    );
  });

  test("law: units without a denominator change nothing once they are counted", () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 1, max: 50 }), (a, b, idle) => {
        const orders = a.map((_, i) => 1 + (i % 4));
        const padding = Array.from({ length: idle }, () => 0);
        const padded = {
          ...ratioMoments([...a, ...padding], [...orders, ...padding]),
          unitsWithDenominator: a.length,
        };
        const other = ratioMoments(b, b.map((_, i) => 1 + (i % 3)));
        const plain = compareRatios(ratioMoments(a, orders), other, { alpha: 0.05 });
        const withIdle = compareRatios(padded, other, { alpha: 0.05 });
        fc.pre(plain.kind === "compared" && withIdle.kind === "compared");
        expect(relativeError(withIdle.pValue, plain.pValue)).toBeLessThan(1e-8);
        expect(relativeError(withIdle.standardError, plain.standardError)).toBeLessThan(1e-10);
      }),
    );
  });

  test("law: interval and lift interval leave out 0 exactly when p is below alpha", () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 3, max: 60 }).map((tenths) => 10 ** (-tenths / 10)), (a, b, alpha) => {
        const shaped = (values: readonly number[]): RatioMoments =>
          ratioMoments(values, values.map((value, i) => 1 + (i % 5) + value / 50));
        const result = compareRatios(shaped(a), shaped(b), { alpha });
        fc.pre(result.kind === "compared");
        const rejected = result.pValue < alpha;
        expect(result.interval[0] > 0 || result.interval[1] < 0).toBe(rejected);
        if (result.liftInterval !== "unbounded") {
          expect(result.liftInterval[0] > 0 || result.liftInterval[1] < 0).toBe(rejected);
        }
      }),
    );
  });

  test("edge: 29 units with a denominator are too few, 30 are enough", () => {
    const values = Array.from({ length: 30 }, (_, i) => i % 7);
    const arm = ratioMoments(values, values.map((_, i) => 1 + (i % 2)));
    expect(compareRatios(arm, arm, { alpha: 0.05 }).kind).toBe("compared");
    expect(compareRatios({ ...arm, unitsWithDenominator: 29 }, arm, { alpha: 0.05 })).toMatchObject({
      reason: "too_few_units",
    });
  });

  test("edge: no denominator at all, one fixed ratio, and a wrong number of columns", () => {
    const values = Array.from({ length: 40 }, (_, i) => 1 + (i % 7));
    const fine = ratioMoments(values, values.map((value) => 2 * value));
    const none = ratioMoments(values, values.map(() => 0));
    expect(compareRatios(none, fine, { alpha: 0.05 })).toMatchObject({
      reason: "no_denominator",
      controlMean: null,
      treatmentMean: 0.5,
    });
    expect(compareRatios(fine, fine, { alpha: 0.05 })).toMatchObject({ reason: "no_variation" });
    expect(() => compareRatios(jointMomentsOf([], 3), fine, { alpha: 0.05 })).toThrow(RangeError);
  });
});
