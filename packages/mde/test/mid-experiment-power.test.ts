import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MidExperiment } from "../src/index.ts";
import { meanTestPower, midExperimentPower, projectedArrival } from "../src/index.ts";
import vectors from "./vectors/mid-experiment.json" with { type: "json" };

const state: MidExperiment = {
  difference: 0.002, standardError: 0.002, units: 40_000, unitsAtEnd: 100_000, alpha: 0.05, smallestEffect: 0.004, rule: { kind: "fixed" },
};
const watched = { kind: "sequential", plannedUnits: 60_000, looks: 8 } as const;
const running = (one: MidExperiment) => {
  const found = midExperimentPower(one);
  if (found.kind !== "running") throw new Error(`expected a running experiment, got ${found.kind}`);
  return found;
};

describe("power in the middle of an experiment", () => {
  for (const { design, observed, looks, plannedUnits = 0, ...one } of vectors.cases) {
    test(`vector: ${one.units} of ${one.unitsAtEnd} units, ${looks === undefined ? "read once" : `${looks} looks to come`} (simulated walks)`, () => {
      const found = running({ ...one, rule: looks === undefined ? { kind: "fixed" } : { kind: "sequential", plannedUnits, looks } });
      expect(Math.abs(found.design - design)).toBeLessThan(0.004);
      expect(Math.abs(found.observed - observed)).toBeLessThan(0.004);
    });
  }

  test("law: direction does not matter, a larger effect is likelier to be seen, and a scaled metric changes nothing", () => {
    const effect = fc.double({ min: 1e-4, max: 0.02, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 0.003, noNaN: true }), effect, effect, fc.constantFrom(state.rule, watched), (difference, a, b, rule) => {
        const one = { ...state, difference, rule, smallestEffect: Math.min(a, b) };
        const found = midExperimentPower(one);
        const other = midExperimentPower({ ...one, difference: -difference });
        expect(other.kind).toBe(found.kind);
        if (found.kind !== "running" || other.kind !== "running") return;
        expect(other.design).toBeCloseTo(found.design, 9);
        expect(other.observed).toBeCloseTo(found.observed, 9);
        expect(running({ ...one, smallestEffect: Math.max(a, b) }).design).toBeGreaterThanOrEqual(found.design - 1e-9);
        const scaled = running({ ...one, difference: 8 * difference, standardError: 8 * state.standardError, smallestEffect: 8 * one.smallestEffect });
        expect(scaled.design).toBeCloseTo(found.design, 9);
      }),
      { numRuns: 20 },
    );
  });

  test("law: with next to no data it is the power of the plan", () => {
    const planned = meanTestPower({ difference: 0.3, standardDeviation: 2, units: { control: 500, treatment: 500 }, alpha: 0.05, bothTails: true, distribution: "normal" });
    const standardError = 2 * Math.sqrt(4 / 1e-6);
    const found = running({ difference: 0, standardError, units: 1e-6, unitsAtEnd: 1000, alpha: 0.05, smallestEffect: 0.3, rule: { kind: "fixed" } });
    expect(found.design).toBeCloseTo(planned, 5);
  });

  test("law: one more look at the same end never makes a sequence less likely to cross", () => {
    const chances = [1, 2, 4, 8].map((looks) => running({ ...state, rule: { ...watched, looks } }));
    for (const key of ["design", "observed"] as const) {
      const own = chances.map((chance) => chance[key]);
      own.slice(1).forEach((chance, index) => expect(chance).toBeGreaterThan((own[index] ?? 1) - 1e-3));
    }
  });

  test("edge: what has crossed is reached, what has all its units is ended", () => {
    expect(midExperimentPower({ ...state, difference: 0.02, rule: watched })).toEqual({ kind: "reached" });
    expect(running({ ...state, difference: 0.02 }).observed).toBeGreaterThan(0.999);
    expect(midExperimentPower({ ...state, unitsAtEnd: 40_000, difference: 0.005 })).toEqual({ kind: "ended", significant: true });
    expect(midExperimentPower({ ...state, unitsAtEnd: 40_000, difference: 0.005, rule: watched })).toEqual({ kind: "ended", significant: false });
  });

  test("edge: arguments out of range are refused by name", () => {
    const faults: readonly [Partial<MidExperiment>, string][] = [
      [{ difference: Number.NaN }, "difference:"], [{ standardError: 0 }, "standardError:"], [{ units: 0 }, "units:"], [{ unitsAtEnd: Infinity }, "unitsAtEnd:"],
      [{ smallestEffect: -1 }, "smallestEffect:"], [{ alpha: 0 }, "alpha:"], [{ rule: { ...watched, looks: 0 } }, "rule.looks: expected a whole number from 1 to 200, got 0"],
      [{ rule: { ...watched, plannedUnits: 0 } }, "rule.plannedUnits:"],
    ];
    for (const [fault, message] of faults) expect(() => midExperimentPower({ ...state, ...fault })).toThrow(message);
  });
});

describe("projected arrival", () => {
  const arrivals = { units: 28_000, unitsAtHalf: 14_000, unitsLastSevenDays: 14_000, days: 14 };

  test("law: steady arrivals give one day by both ways; thinning ones a later one by the power law", () => {
    expect(projectedArrival(arrivals, 42_000)).toEqual({ steadyDays: 21, thinningDays: 21 });
    const exponent = 0.6;
    const thinning = { ...arrivals, unitsAtHalf: 28_000 * 0.5 ** exponent, unitsLastSevenDays: 28_000 * (1 - 0.5 ** exponent) };
    const found = projectedArrival(thinning, 42_000);
    // N(t) = a t^0.6 reaches 1.5 N(14) at t = 14 * 1.5^(1 / 0.6).
    expect(found.thinningDays).toBeCloseTo(14 * 1.5 ** (1 / exponent), 9);
    expect(found.thinningDays).toBeGreaterThan(found.steadyDays);
  });

  test("edge: units that are there took the days they took; an arrival that stopped never comes by pace", () => {
    expect(projectedArrival(arrivals, 28_000)).toEqual({ steadyDays: 14, thinningDays: 14 });
    const stopped = projectedArrival({ ...arrivals, unitsAtHalf: 28_000, unitsLastSevenDays: 0 }, 56_000);
    expect(stopped.steadyDays).toBe(Infinity);
    // The exponent stays at its least, 0.05.
    expect(stopped.thinningDays).toBeCloseTo(14 * 2 ** 20, 3);
    expect(() => projectedArrival(arrivals, Number.NaN)).toThrow("neededUnits:");
    expect(() => projectedArrival({ ...arrivals, days: 0 }, 1)).toThrow("days: expected a finite number > 0, got 0");
  });
});
