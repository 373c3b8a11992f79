import fc from "fast-check";
import { quantile } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { momentsOf, varianceOf, winsorBounds, winsorize } from "../../src/index.ts";
import { differing, rowsOf } from "../support/means-vectors.ts";

const values = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -9000, max: 9000 })), { minLength: 1, maxLength: 40 });
const column = (arm: "control" | "treatment", name: "y" | "num"): number[] => rowsOf(arm, [name]).map(([value]) => value!);

describe("winsorizing", () => {
  test("law: bounds do not depend on the order, hold every result, and cut once and for all", () => {
    fc.assert(
      fc.property(values, fc.constantFrom("all", "nonzero"), (all, units) => {
        const bounds = winsorBounds(all, { lowShare: 0.1, highShare: 0.8, units });
        expect(winsorBounds(all.toReversed(), { lowShare: 0.1, highShare: 0.8, units })).toEqual(bounds);
        expect(bounds === undefined).toBe(units === "nonzero" && all.every((value) => value === 0));
        fc.pre(bounds !== undefined);
        for (const value of all) {
          const cut = winsorize(value, bounds);
          expect(winsorize(cut, bounds)).toBe(cut);
          if (units === "nonzero" && value === 0) expect(cut).toBe(0);
          else expect(cut >= bounds.low! && cut <= bounds.high!).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("law: quantiles are those of simple-statistics' type 7, and scale with the values", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 100 }), (all, percent) => {
        const high = (scale: number): number => winsorBounds(all.map((value) => value * scale), { highShare: percent / 100, units: "all" })!.high!;
        const at = (all.length - 1) * (percent / 100);
        const sorted = all.toSorted((a, b) => a - b);
        const expected = sorted[Math.floor(at)]! + (at % 1) * (sorted[Math.ceil(at)]! - sorted[Math.floor(at)]!);
        expect(high(1)).toBeCloseTo(expected, 8);
        expect(high(-4)).toBeCloseTo(-4 * winsorBounds(all, { lowShare: 1 - percent / 100, units: "all" })!.low!, 8);
      }),
      { numRuns: 60 },
    );
    expect(winsorBounds([1, 2, 3, 4, 10], { highShare: 0.9, units: "all" })!.high).toBeCloseTo(7.6, 12);
    expect(quantile([1, 2, 3, 4, 10], 0.5)).toBe(winsorBounds([1, 2, 3, 4, 10], { lowShare: 0.5, units: "all" })!.low);
  });

  test("vector: pooled bounds and what they leave of each arm agree with R", () => {
    const [control, treatment] = [column("control", "y"), column("treatment", "y")];
    const bounds = winsorBounds([...control, ...treatment], { lowShare: 0.05, highShare: 0.95, units: "all" })!;
    const cut = [control, treatment].map((arm) => momentsOf(arm.map((value) => winsorize(value, bounds))));
    const orders = [...column("control", "num"), ...column("treatment", "num")];
    expect(
      differing("winsorized", {
        bounds: [bounds.low!, bounds.high!],
        means: cut.map(({ mean }) => mean),
        variances: cut.map(varianceOf),
        nonzeroHigh: winsorBounds(orders, { highShare: 0.9, units: "nonzero" })!.high!,
        allHigh: winsorBounds(orders, { highShare: 0.9, units: "all" })!.high!,
      }),
    ).toEqual([]);
  });

  test("edge: an end left out is left alone, no values give no bounds, crossed shares are refused", () => {
    const upper = winsorBounds([1, 2, 3, 100], { highShare: 0.75, units: "all" })!;
    expect([winsorize(-1e9, upper), winsorize(100, upper)]).toEqual([-1e9, upper.high]);
    expect(winsorBounds([], { highShare: 0.9, units: "all" })).toBeUndefined();
    expect(winsorBounds([-1e308, 1e308], { highShare: 0.5, units: "all" })!.high).toBe(0);
    expect(() => winsorBounds([1], { lowShare: 0.9, highShare: 0.1, units: "all" })).toThrow("lowShare: expected at most highShare 0.1, got 0.9");
    expect(() => winsorBounds([1], { lowShare: -1, units: "all" })).toThrow("share: expected a number from 0 to 1, got -1");
    expect(() => winsorBounds([1, Number.NaN], { highShare: 1, units: "all" })).toThrow("values: expected finite numbers, got NaN");
    expect(() => winsorBounds([1, -Infinity], { highShare: 1, units: "all" })).toThrow("values: expected finite numbers, got -Infinity");
  });
});
