import { timeToDecision } from "../src/index.ts";
import type { DecisionOutlook } from "../src/index.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const outlook: DecisionOutlook = {
  difference: 0.002, standardError: 0.002, alpha: 0.05, plannedUnits: 60_000, smallestEffect: 0.004,
  units: 40_000, unitsAtHalf: 20_000, unitsLastSevenDays: 28_000, days: 10, maxDays: 60,
};

describe("time to decision", () => {
  test("example: a steady experiment names the day, the same by both ways of counting", () => {
    const found = timeToDecision(outlook);
    expect(found).toMatchObject({ kind: "running", basis: "design" });
    if (found.kind !== "running") return;
    expect(found.earliestDays).toBeGreaterThan(10);
    expect(found.latestDays).toBeCloseTo(found.earliestDays, 9);
  });

  test("edge: what has crossed is reached; what lies past the last day is never", () => {
    expect(timeToDecision({ ...outlook, difference: 0.02 })).toEqual({ kind: "reached" });
    expect(timeToDecision({ ...outlook, maxDays: 11 })).toEqual({ kind: "never" });
    expect(timeToDecision({ ...outlook, smallestEffect: 1e-12 })).toEqual({ kind: "never" });
    expect(timeToDecision({ ...outlook, unitsLastSevenDays: 0, unitsAtHalf: 40_000 })).toEqual({ kind: "never" });
  });

  test("law: a larger smallest effect is never later, and thinning arrivals never make the range shorter", () => {
    const effect = fc.double({ min: 1e-3, max: 0.02, noNaN: true });
    fc.assert(
      fc.property(effect, effect, fc.integer({ min: 0, max: 40_000 }), (a, b, unitsAtHalf) => {
        const last = (smallestEffect: number): number => {
          const found = timeToDecision({ ...outlook, unitsAtHalf, smallestEffect, maxDays: null });
          if (found.kind !== "running") return found.kind === "reached" ? 0 : Infinity;
          expect(found.latestDays).toBeGreaterThanOrEqual(found.earliestDays);
          expect(found.earliestDays).toBeGreaterThanOrEqual(outlook.days);
          return found.earliestDays;
        };
        expect(last(Math.max(a, b))).toBeLessThanOrEqual(last(Math.min(a, b)));
      }),
    );
  });

  test("law: direction does not matter", () => {
    fc.assert(
      fc.property(fc.double({ min: -0.005, max: 0.005, noNaN: true }), (difference) => {
        fc.pre(difference !== 0);
        expect(timeToDecision({ ...outlook, difference: -difference })).toEqual(timeToDecision({ ...outlook, difference }));
      }),
    );
  });

  test("edge: numbers out of range are refused by name", () => {
    expect(() => timeToDecision({ ...outlook, standardError: 0 })).toThrow("standardError");
    expect(() => timeToDecision({ ...outlook, unitsAtHalf: 50_000 })).toThrow("unitsAtHalf");
    expect(() => timeToDecision({ ...outlook, difference: Number.NaN })).toThrow("difference");
  });
});
