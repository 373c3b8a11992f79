import { normalQuantileUpper, oneSidedSequence } from "@liftproof/estimators";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { uniformRatesInterval } from "../../src/results/uniform-rates-interval.ts";

const units = fc.integer({ min: 100, max: 2_000_000 });

/**
 * The largest difference that |z| does not reject, by trying: z divides by the spread under the
 * likeliest pair of rates whose difference is held, found on a grid that closes in.
 */
function inverted(trials: number, other: number, critical: number): number {
  const accepted = (difference: number): boolean => {
    const loss = (rate: number): number => -(trials * Math.log1p(-rate - difference) + other * Math.log1p(-rate));
    let [low, high] = [0, 1 - difference];
    for (let step = 0; step < 60; step++) {
      const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
      if (loss(a) <= loss(b)) high = b;
      else low = a;
    }
    const spread = ((low + difference) * (1 - low - difference)) / trials + (low * (1 - low)) / other;
    return difference / Math.sqrt(spread) <= critical;
  };
  let [inside, outside] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (inside + outside) / 2;
    if (accepted(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

describe("rates without a conversion, or with nothing else", () => {
  test("law: the ends are those that a brute inversion of |z| <= q finds", () => {
    fc.assert(
      fc.property(units, units, fc.double({ min: 0.0005, max: 0.1, noNaN: true }), (controlUnits, treatmentUnits, alpha) => {
        const critical = normalQuantileUpper(alpha);
        const [low, high] = uniformRatesInterval({ insufficient: "no_conversions", controlUnits, treatmentUnits }, { alpha, plannedUnits: null })!;
        const [worse, better] = [inverted(treatmentUnits, controlUnits, critical), inverted(controlUnits, treatmentUnits, critical)];
        expect(Math.abs(high / worse - 1)).toBeLessThan(1e-5);
        expect(Math.abs(-low / better - 1)).toBeLessThan(1e-5);
        const square = critical * critical;
        expect(high / (square / (treatmentUnits + square))).toBeCloseTo(1, 5);
        const mirrored = uniformRatesInterval({ insufficient: "all_converted", controlUnits, treatmentUnits }, { alpha, plannedUnits: null })!;
        expect(-mirrored[0] / high).toBeCloseTo(1, 5);
        expect(-mirrored[1] / low).toBeCloseTo(1, 5);
      }),
      { numRuns: 150 },
    );
  });

  test("law: so many units without a conversion are rarer than the level at any rate beyond the bound", () => {
    fc.assert(
      fc.property(units, fc.double({ min: 0.0005, max: 0.025, noNaN: true }), (trials, alpha) => {
        const [, high] = uniformRatesInterval({ insufficient: "no_conversions", controlUnits: trials, treatmentUnits: trials }, { alpha, plannedUnits: null })!;
        expect(Math.exp(trials * Math.log1p(-high))).toBeLessThanOrEqual(alpha);
      }),
    );
  });

  test("law: the bound of a sequence is wider than that of one look, and still closes in", () => {
    fc.assert(
      fc.property(units, units, (trials, plannedUnits) => {
        const at = (planned: number | null): number => uniformRatesInterval({ insufficient: "no_conversions", controlUnits: trials, treatmentUnits: trials }, { alpha: 0.05, plannedUnits: planned })![1];
        expect(at(plannedUnits)).toBeGreaterThan(at(null));
        const { critical } = oneSidedSequence(2 * trials, 0, { alpha: 0.05, plannedUnits });
        expect(at(plannedUnits) / (critical ** 2 / (trials + critical ** 2))).toBeCloseTo(1, 5);
      }),
    );
  });

  test("edge: too few units and other reasons bound nothing", () => {
    const level = { alpha: 0.05, plannedUnits: null };
    expect(uniformRatesInterval({ insufficient: "no_conversions", controlUnits: 99, treatmentUnits: 5000 }, level)).toBe(null);
    expect(uniformRatesInterval({ insufficient: "no_conversions", controlUnits: 100, treatmentUnits: 100 }, level)).not.toBe(null);
    expect(uniformRatesInterval({ insufficient: "no_variation", controlUnits: 5000, treatmentUnits: 5000 }, level)).toBe(null);
  });
});
