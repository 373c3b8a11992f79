import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  jointMomentsFromPowerSums,
  jointMomentsOf,
  marginalMoments,
  mergeJointMoments,
  mergeMoments,
  momentsFromPowerSums,
  momentsOf,
  varianceOf,
} from "../../src/index.ts";
import { relativeError } from "../support/reference.ts";

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const values = fc.array(value, { minLength: 2, maxLength: 40 });
const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });

/** The centered sum of squares never loses more than a few digits of the largest deviation. */
function close(actual: number, expected: number, scale: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * scale);
}

describe("moments", () => {
  test("law: merging the halves of any split gives the whole", () => {
    fc.assert(
      fc.property(values, fc.nat(), (all, cut) => {
        const at = cut % (all.length + 1);
        const merged = mergeMoments(momentsOf(all.slice(0, at)), momentsOf(all.slice(at)));
        const whole = momentsOf(all);
        expect(merged.count).toBe(whole.count);
        close(merged.mean, whole.mean, 1e6);
        close(merged.m2, whole.m2, 1e12 * all.length);
      }),
    );
  });

  test("law: joint moments of any split merge to the whole, and columns are plain moments", () => {
    const row = fc.tuple(value, value, value);
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), fc.nat(), (rows, cut) => {
        const at = cut % (rows.length + 1);
        const whole = jointMomentsOf(rows, 3);
        const merged = mergeJointMoments(
          jointMomentsOf(rows.slice(0, at), 3),
          jointMomentsOf(rows.slice(at), 3),
        );
        for (let i = 0; i < 3; i += 1) {
          close(merged.means[i]!, whole.means[i]!, 1e6);
          const plain = momentsOf(rows.map((each) => each[i]!));
          close(marginalMoments(whole, i).m2, plain.m2, 1e12 * rows.length);
          for (let j = 0; j < 3; j += 1) {
            close(merged.crossProducts[i]![j]!, whole.crossProducts[i]![j]!, 1e12 * rows.length);
            expect(whole.crossProducts[i]![j]).toBe(whole.crossProducts[j]![i]);
          }
        }
      }),
    );
  });

  test("law: exact power sums of whole numbers give the moments of their values", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, whole), { minLength: 1, maxLength: 50 }), (rows) => {
        const sum = (f: (row: readonly [number, number]) => number): bigint =>
          rows.reduce((total, row) => total + BigInt(f(row)), 0n);
        const exact = momentsFromPowerSums({
          count: rows.length,
          sum: sum(([x]) => x),
          sumOfSquares: sum(([x]) => x * x),
        });
        const plain = momentsOf(rows.map(([x]) => x));
        close(exact.mean, plain.mean, 1e6);
        close(exact.m2, plain.m2, 1e12 * rows.length);
        const joint = jointMomentsFromPowerSums({
          count: BigInt(rows.length),
          sums: [sum(([x]) => x), sum(([, y]) => y)],
          products: [
            [sum(([x]) => x * x), sum(([x, y]) => x * y)],
            [sum(([x, y]) => x * y), sum(([, y]) => y * y)],
          ],
        });
        expect(marginalMoments(joint, 0)).toEqual(exact);
        const direct = jointMomentsOf(rows, 2);
        close(joint.crossProducts[0]![1]!, direct.crossProducts[0]![1]!, 1e12 * rows.length);
      }),
    );
  });

  test("law: the order of merging does not matter to the last digits", () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [x, y, z] = [momentsOf(a), momentsOf(b), momentsOf(c)];
        const left = mergeMoments(mergeMoments(x, y), z);
        const right = mergeMoments(x, mergeMoments(z, y));
        close(left.m2, right.m2, 1e12 * left.count);
      }),
    );
  });

  test("law: whatever holds the values, and however many, the moments are those of exact sums", () => {
    for (const count of [1, 2047, 2048, 2049, 5000]) {
      const all = Array.from({ length: count }, (_, i) => 1e9 + ((i * 7919) % 1013));
      const exact = momentsFromPowerSums({
        count,
        sum: all.reduce((sum, x) => sum + BigInt(x), 0n),
        sumOfSquares: all.reduce((sum, x) => sum + BigInt(x) ** 2n, 0n),
      });
      for (const values of [all, Float64Array.from(all), new Map(all.map((x, i) => [i, x])).values()]) {
        const moments = momentsOf(values);
        expect(moments.count).toBe(count);
        expect(relativeError(moments.mean, exact.mean)).toBeLessThan(1e-15);
        expect(relativeError(moments.m2, exact.m2)).toBeLessThan(1e-13);
      }
      const joint = jointMomentsOf(all.map((x, i) => [x, i]));
      expect(relativeError(joint.crossProducts[0]![0]!, exact.m2)).toBeLessThan(1e-13);
      expect(relativeError(joint.crossProducts[1]![1]!, (count * (count ** 2 - 1)) / 12)).toBeLessThan(1e-13);
      expect(jointMomentsOf(new Set(all.map((x, i) => [x, i])))).toEqual(joint);
    }
  });

  test("edge: what is no finite number is found by its place, also where it could pass as one", () => {
    const long = Array.from({ length: 3000 }, (_, i) => i);
    expect(() => momentsOf([...long, Infinity])).toThrow("expected finite numbers, got Infinity after 3000 of them");
    expect(() => momentsOf(Float64Array.of(...long, Number.NaN))).toThrow("got NaN after 3000 of them");
    expect(() => momentsOf([1, null as unknown as number])).toThrow(RangeError);
    expect(() => momentsOf([1e200, -1e200])).toThrow("values: expected numbers whose squares have a finite sum");
    expect(() => jointMomentsOf([...long.map((x) => [x, x]), [1, Infinity]])).toThrow("got [1, Infinity] after 3000 rows");
    expect(() => jointMomentsOf([[1, "2" as unknown as number]])).toThrow("rows: expected 2 finite numbers");
  });

  test("example: an offset of a billion does not turn a variance of 30 negative", () => {
    const offset = [4, 7, 13, 16].map((x) => 1e9 + x);
    expect(varianceOf(momentsOf(offset))).toBe(30);
    const sums = offset.map(BigInt);
    const exact = momentsFromPowerSums({
      count: 4,
      sum: sums.reduce((a, b) => a + b),
      sumOfSquares: sums.reduce((a, b) => a + b * b, 0n),
    });
    expect(varianceOf(exact)).toBe(30);
    expect(exact.mean).toBe(1e9 + 10);
  });

  test("edge: no units, one unit, and constant units", () => {
    const none = { count: 0, mean: 0, m2: 0 };
    expect(momentsOf([])).toEqual(none);
    expect(momentsFromPowerSums({ count: 0, sum: 0n, sumOfSquares: 0n })).toEqual(none);
    expect(momentsOf([7])).toEqual({ count: 1, mean: 7, m2: 0 });
    expect(varianceOf(momentsOf([7]))).toBe(0);
    expect(momentsOf([0.1, 0.1, 0.1])).toEqual({ count: 3, mean: 0.1, m2: 0 });
    expect(mergeMoments(none, momentsOf([1, 2]))).toEqual(momentsOf([1, 2]));
    expect(jointMomentsOf([[1, 2], [3, 6]])).toEqual(jointMomentsOf([[1, 2], [3, 6]], 2));
    expect(jointMomentsOf([], 2)).toEqual({ count: 0, means: [0, 0], crossProducts: [[0, 0], [0, 0]] });
  });

  test("edge: sums that no data could have are refused", () => {
    expect(() => momentsFromPowerSums({ count: 2, sum: 10n, sumOfSquares: 49n })).toThrow(RangeError);
    expect(momentsFromPowerSums({ count: 2, sum: 10n, sumOfSquares: 50n }).m2).toBe(0);
    expect(() => momentsFromPowerSums({ count: -1, sum: 0n, sumOfSquares: 0n })).toThrow(
      "count: expected a whole number >= 0, got -1",
    );
    expect(() => momentsOf([1, Number.NaN])).toThrow("got NaN after 1 of them");
    expect(() => jointMomentsOf([[1, 2, 3]], 2)).toThrow(RangeError);
    expect(() => jointMomentsOf([[1, 2], [3]])).toThrow("rows: expected 2 finite numbers, got [3] after 1 rows");
    expect(() => mergeJointMoments(jointMomentsOf([], 2), jointMomentsOf([], 3))).toThrow(RangeError);
    expect(() => marginalMoments(jointMomentsOf([], 2), 2)).toThrow("column: expected 0 to 1, got 2");
  });
});
