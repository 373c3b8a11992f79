import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverageCut, cutPoints } from "@liftproof/assignment";

const CIRCLE = 2 ** 32;
const weight = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));

describe("cut points", () => {
  test("law: integers that rise to exactly 2^32, each arm within one value of its weight", () => {
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 12 }), (weights) => {
        const cuts = cutPoints(weights);
        const total = weights.reduce((sum, value) => sum + value, 0);
        expect(cuts.at(-1)).toBe(CIRCLE);
        cuts.forEach((cut, index) => {
          const below = index === 0 ? 0 : cuts[index - 1]!;
          expect(Number.isInteger(cut) && cut >= below).toBe(true);
          // Floors of doubles: one step of the circle plus the rounding of the quotient.
          expect(Math.abs(cut - below - (weights[index]! / total) * CIRCLE)).toBeLessThan(1.01);
        });
      }),
    );
  });

  test("law: weights count by their proportions alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 60 }), (weights, shift) => {
        expect(cutPoints(weights.map((value) => value * 2 ** shift))).toEqual(cutPoints(weights));
      }),
    );
  });

  test("edge: weight 0 gets nobody; nonsense throws", () => {
    expect(cutPoints([0, 1, 0])).toEqual([0, CIRCLE, CIRCLE]);
    for (const weights of [[], [0, 0], [1, -1], [Number.NaN], [Infinity, 1], [1e308, 1e308]]) {
      expect(() => cutPoints(weights)).toThrow(RangeError);
    }
  });

  test("law: a larger share has no smaller cut", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(coverageCut(Math.min(a, b))).toBeLessThanOrEqual(coverageCut(Math.max(a, b)));
      }),
    );
    expect([coverageCut(0), coverageCut(0.5), coverageCut(1)]).toEqual([0, 2 ** 31, CIRCLE]);
    for (const outside of [-0.1, 1.1, Number.NaN]) expect(() => coverageCut(outside)).toThrow(RangeError);
  });
});
