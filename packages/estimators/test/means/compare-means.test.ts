import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Compared, Moments } from "../../src/index.ts";
import { compareMeans, momentsOf } from "../../src/index.ts";
import { momentsOfSums } from "../support/moments-of-sums.ts";
import { relativeError } from "../support/reference.ts";

const sample = fc.array(
  fc.integer({ min: -5000, max: 15_000 }).map((cents) => cents / 100),
  { minLength: 2, maxLength: 30 },
);
const anyAlpha = fc.integer({ min: 3, max: 60 }).map((tenths) => 10 ** (-tenths / 10));

function compared(control: Moments, treatment: Moments, alpha = 0.05): Compared {
  const result = compareMeans(control, treatment, { alpha });
  if (result.kind !== "compared") throw new Error(`expected a comparison, got ${result.reason}`);
  return result;
}

describe("means", () => {
  test("law: interval and lift interval leave out 0 exactly when p is below alpha", () => {
    fc.assert(
      fc.property(sample, sample, anyAlpha, (a, b, alpha) => {
        const result = compareMeans(momentsOf(a), momentsOf(b), { alpha });
        fc.pre(result.kind === "compared");
        for (const level of [alpha, result.pValue * (1 - 2e-16), result.pValue, result.pValue * (1 + 3e-16)]) {
          if (!(level > 0 && level < 1)) continue;
          const { interval, liftInterval, pValue } = compared(momentsOf(a), momentsOf(b), level);
          const rejected = pValue < level;
          expect(interval[0] > 0 || interval[1] < 0).toBe(rejected);
          if (liftInterval !== "unbounded") {
            expect(liftInterval[0] > 0 || liftInterval[1] < 0).toBe(rejected);
          }
        }
      }),
    );
  });

  test("law: scaling the metric scales effect and interval, and leaves p and lift alone", () => {
    const factor = fc.integer({ min: -90, max: 90 }).map((tenths) => 10 ** (tenths / 10));
    fc.assert(
      fc.property(sample, sample, factor, (a, b, scale) => {
        const scaled = (values: readonly number[]): Moments => {
          const { count, mean, m2 } = momentsOf(values);
          return { count, mean: mean * scale, m2: m2 * scale * scale };
        };
        const before = compareMeans(momentsOf(a), momentsOf(b), { alpha: 0.05 });
        const after = compareMeans(scaled(a), scaled(b), { alpha: 0.05 });
        expect(after.kind).toBe(before.kind);
        fc.pre(before.kind === "compared" && after.kind === "compared");
        const unit = before.standardError * scale;
        expect(Math.abs(after.difference - before.difference * scale)).toBeLessThan(1e-9 * unit);
        expect(Math.abs(after.interval[0] - before.interval[0] * scale)).toBeLessThan(1e-9 * unit);
        expect(relativeError(after.pValue, before.pValue)).toBeLessThan(1e-8);
        if (Array.isArray(before.liftInterval) && Array.isArray(after.liftInterval)) {
          const width = before.liftInterval[1] - before.liftInterval[0];
          expect(Math.abs(after.liftInterval[0] - before.liftInterval[0])).toBeLessThan(1e-6 * width);
        }
      }),
    );
  });

  test("law: swapping the arms flips the signs and keeps p", () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const forth = compareMeans(momentsOf(a), momentsOf(b), { alpha: 0.05 });
        const back = compareMeans(momentsOf(b), momentsOf(a), { alpha: 0.05 });
        expect(back.kind).toBe(forth.kind);
        fc.pre(forth.kind === "compared" && back.kind === "compared");
        expect(back.pValue).toBe(forth.pValue);
        expect(back.difference).toBe(-forth.difference);
        expect(back.interval[0]).toBeCloseTo(-forth.interval[1], 10);
      }),
    );
  });

  test("law: negating the metric negates effect and lift", () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const negated = (values: readonly number[]): Moments => momentsOf(values.map((x) => -x));
        const result = compareMeans(momentsOf(a), momentsOf(b), { alpha: 0.05 });
        const mirror = compareMeans(negated(a), negated(b), { alpha: 0.05 });
        fc.pre(result.kind === "compared" && mirror.kind === "compared");
        expect(mirror.difference).toBe(-result.difference);
        fc.pre(result.lift !== null);
        expect(mirror.lift).toBe(-result.lift!);
        if (Array.isArray(result.liftInterval)) {
          expect(mirror.liftInterval[0]).toBe(0 - result.liftInterval[1]);
        }
      }),
    );
  });

  test("example: p of the absolute test decides, not that of a delta-method lift", () => {
    const control = momentsOfSums({ count: 3407, sum: 1396.87, sumOfSquares: 52377.9767 });
    const treatment = momentsOfSums({ count: 3461, sum: 2422.7, sumOfSquares: 134698.29 });
    const result = compared(control, treatment);
    // A delta-method test of the lift says 0.0619 of the same sums.
    expect(relativeError(result.pValue, 0.020158402643586967)).toBeLessThan(1e-8);
    expect((result.liftInterval as readonly number[])[0]).toBeGreaterThan(0);
  });

  test("edge: a base within its own noise of zero has no bounded lift", () => {
    const result = compared(momentsOf([-3, 1, 2, 1, -2]), momentsOf([4, 5, 6, 7, 3]));
    expect(result.liftInterval).toBe("unbounded");
    const centered = compared(momentsOf([-1, 1, -2, 2]), momentsOf([4, 5, 6, 7]));
    expect(centered.lift).toBeNull();
  });

  test("edge: moments that no data could have are refused by name", () => {
    const fine = momentsOf([1, 2, 3]);
    const broken = (part: Partial<Moments>): unknown => compareMeans({ ...fine, ...part }, fine, { alpha: 0.05 });
    expect(() => broken({ count: 2.5 })).toThrow("control.count: expected a whole number >= 0, got 2.5");
    expect(() => broken({ mean: Number.NaN })).toThrow("control.mean: expected a finite number within 1e140 of zero, got NaN");
    expect(() => broken({ m2: -1 })).toThrow("control.m2: expected a finite number from 0 to 1e300, got -1");
    expect(() => compareMeans(fine, fine, { alpha: 1 })).toThrow(RangeError);
  });

  test("edge: squares so small that they underflow are no variation", () => {
    const tiny = momentsOf([-2e-162, 0, 0]);
    expect(compareMeans(momentsOf([0, 0]), tiny, { alpha: 0.05 })).toMatchObject({
      reason: "no_variation",
    });
  });

  test("edge: one unit in an arm, or no variation, is no answer", () => {
    const some = momentsOf([1, 2, 3]);
    expect(compareMeans(momentsOf([1]), some, { alpha: 0.05 })).toEqual({
      kind: "insufficient",
      reason: "too_few_units",
      controlMean: 1,
      treatmentMean: 2,
    });
    expect(compareMeans(momentsOf([]), some, { alpha: 0.05 })).toMatchObject({ controlMean: null });
    expect(compareMeans(momentsOf([5, 5]), momentsOf([6, 6]), { alpha: 0.05 })).toMatchObject({
      reason: "no_variation",
    });
    const rounding = { count: 10, mean: 0.1, m2: 1e-32 };
    expect(compareMeans(rounding, rounding, { alpha: 0.05 })).toMatchObject({ reason: "no_variation" });
    expect(compareMeans(momentsOf([5, 5]), some, { alpha: 0.05 }).kind).toBe("compared");
  });
});
