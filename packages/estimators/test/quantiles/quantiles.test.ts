import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Compared, QuantileBand } from "../../src/index.ts";
import { compareQuantiles, jointMomentsOf, quantileBandOf, quantileRank, quantileRanks } from "../../src/index.ts";
import { generator } from "../support/generator.ts";
import { differing } from "../support/means-vectors.ts";
import { relativeError } from "../support/reference.ts";

const seed = fc.integer({ min: 1, max: 1_000_000 });

/** Lognormal values, of which those of one unit resemble one another. */
function units(from: number, { count = 150, factor = 1, perUnit = 3 } = {}): number[][] {
  const { normal, uniform } = generator(from);
  return Array.from({ length: count }, () => {
    const own = normal();
    return Array.from({ length: 1 + Math.floor(perUnit * uniform()) }, () => factor * Math.exp(0.8 * own + 0.6 * normal()));
  });
}

function band(values: Iterable<number | readonly number[]>, quantile = 0.5): QuantileBand {
  const result = quantileBandOf(values, { quantile });
  if (result.kind !== "band") throw new Error(result.reason);
  return result;
}

function compared(control: QuantileBand, treatment: QuantileBand, alpha = 0.05): Compared {
  const result = compareQuantiles(control, treatment, { alpha });
  if (result.kind !== "compared") throw new Error(result.reason);
  return result;
}

describe("quantiles", () => {
  test("law: scaling the metric scales the effect and leaves p and lift alone, a swap flips the sign", () => {
    fc.assert(
      fc.property(seed, seed, fc.integer({ min: -40, max: 40 }), (a, b, power) => {
        const factor = 2 ** power;
        const plain = compared(band(units(a)), band(units(b)));
        const scaled = compared(band(units(a, { factor })), band(units(b, { factor })));
        expect(relativeError(scaled.difference, factor * plain.difference)).toBeLessThan(1e-12);
        expect(relativeError(scaled.pValue, plain.pValue)).toBeLessThan(1e-9);
        expect(relativeError(scaled.lift!, plain.lift!)).toBeLessThan(1e-9);
        const swapped = compared(band(units(b)), band(units(a)));
        expect([swapped.difference, swapped.pValue]).toEqual([0 - plain.difference, plain.pValue]);
      }),
      { numRuns: 15 },
    );
  });

  test("law: one value per unit needs no list of one, and a unit without values takes no part", () => {
    fc.assert(
      fc.property(seed, (a) => {
        const values = units(a, { perUnit: 1 });
        expect(band(values.flat())).toEqual(band([...values, []]));
      }),
      { numRuns: 10 },
    );
  });

  test("law: the ranks a database is asked for are those of the array", () => {
    fc.assert(
      fc.property(seed, fc.constantFrom(0.25, 0.5, 0.9), (a, quantile) => {
        const all = units(a);
        const direct = band(all, quantile);
        const sorted = all.flat().toSorted((x, y) => x - y);
        const estimate = sorted[quantileRank(sorted.length, quantile) - 1]!;
        const belowMoments = jointMomentsOf(all.map((unit) => [unit.filter((value) => value <= estimate).length, unit.length]));
        expect(direct).toMatchObject({ ...quantileRanks({ quantile, belowMoments }), kind: "band", estimate });
        expect([direct.low, direct.high]).toEqual([sorted[direct.lowRank - 1], sorted[direct.highRank - 1]]);
      }),
      { numRuns: 15 },
    );
  });

  test.each([0.5, 0.8])("vector: ranks, errors and intervals of the %d quantile of clustered values agree with R", (quantile) => {
    const clustered = (count: number, shift: number): number[][] =>
      Array.from({ length: count }, (_, i) =>
        Array.from({ length: 1 + ((i + 1) % 4) }, (__, k) => {
          const u = i + 1;
          return (((37 * u + 17 * (k + 1)) % 101) + 11 * (u % 13)) ** 2 / 50 + u / 8 + shift;
        }),
      );
    const arms = [band(clustered(90, 0), quantile), band(clustered(120, 9), quantile)] as const;
    const { difference, pValue, interval, liftInterval } = compared(...arms);
    expect(
      differing(`quantile-${quantile}`, {
        estimates: arms.map(({ estimate }) => estimate),
        ranks: arms.flatMap(({ lowRank, highRank }) => [lowRank, highRank]),
        standardErrors: arms.map(({ low, high, bandCritical }) => (high - low) / (2 * bandCritical)),
        tied: arms.map(({ tiedShare }) => tiedShare),
        p: pValue,
        interval,
        lift: liftInterval as readonly [number, number],
      }),
    ).toEqual([]);
    expect(difference).toBeCloseTo(arms[1].estimate - arms[0].estimate, 12);
  });

  test.each([
    [0.5, 1],
    [0.5, 4],
    [0.9, 4],
  ])("law: intervals of the %d quantile with up to %d values per unit hold the truth as often as they say", (quantile, perUnit) => {
    let held = 0;
    const runs = 400;
    for (let run = 0; run < runs; run += 1) {
      const arm = (from: number): QuantileBand => band(units(from, { count: 160, perUnit }), quantile);
      const { interval } = compared(arm(1000 * perUnit + run), arm(500_000 + 1000 * perUnit + run));
      held += Number(interval[0] <= 0 && 0 <= interval[1]);
    }
    // Three standard errors of 400 runs below; a tenth of the values is few, and the band then errs wide.
    expect(held / runs).toBeGreaterThan(0.95 - 0.033);
    expect(held / runs).toBeLessThan(0.99);
  });

  test("edge: ten units beyond the quantile are enough, one fewer is not", () => {
    const values = Array.from({ length: 100 }, (_, i) => Math.sqrt(i));
    expect(quantileBandOf(values, { quantile: 0.9 }).kind).toBe("band");
    expect(quantileBandOf(values.slice(1), { quantile: 0.9 })).toEqual({ kind: "insufficient", reason: "too_few_in_tail", estimate: Math.sqrt(90) });
    const few = units(1, { count: 15, perUnit: 40 });
    expect(quantileBandOf(few, { quantile: 0.5 })).toMatchObject({ reason: "too_few_in_tail" });
  });

  test("edge: a band past the sample, ties, equal shares and no values are no answer", () => {
    const two = Array.from({ length: 40 }, (_, i) => Array.from({ length: i < 2 ? 500 : 1 }, (__, k) => (i === 1 ? 1000 : i) + k));
    expect(quantileBandOf(two, { quantile: 0.5 })).toMatchObject({ reason: "band_outside_sample" });
    expect(quantileBandOf(Array.from({ length: 40 }, () => [1, 2]), { quantile: 0.5 })).toMatchObject({ reason: "no_variation" });
    for (const gains of [40, 50, 51, 60, 99]) {
      const signs = quantileBandOf(Array.from({ length: 100 }, (_, i) => (i < gains ? 1 : -1)), { quantile: 0.5 });
      expect(compareQuantiles(signs, signs, { alpha: 0.05 })).toMatchObject({ reason: "tied_at_quantile", controlMean: gains > 50 ? 1 : -1 });
    }
    expect(quantileBandOf([], { quantile: 0.5 })).toEqual({ kind: "insufficient", reason: "too_few_units", estimate: null });
    const whole = band(Array.from({ length: 200 }, (_, i) => Math.floor(i / 12)));
    const fine = band(units(3));
    expect(compareQuantiles(fine, whole, { alpha: 0.05 })).toEqual({
      kind: "insufficient",
      reason: "tied_at_quantile",
      controlMean: fine.estimate,
      treatmentMean: whole.estimate,
    });
    expect(compareQuantiles(quantileBandOf([], { quantile: 0.5 }), fine, { alpha: 0.05 })).toMatchObject({ reason: "too_few_units", controlMean: null });
  });

  test("edge: a band of something else, or that no data could have, breaks the contract", () => {
    const fine = band(units(3));
    const against = (part: Partial<QuantileBand>): unknown => compareQuantiles(fine, { ...fine, ...part }, { alpha: 0.05 });
    expect(() => against({ quantile: 0.9 })).toThrow("treatment.quantile: expected 0.5 as in the control, got 0.9");
    expect(() => against({ low: Number.NaN })).toThrow("treatment: expected low <= estimate <= high within 1e140 of zero");
    expect(() => against({ bandCritical: 0 })).toThrow("treatment: expected a band of some width");
    expect(() => quantileRank(0, 0.5)).toThrow("values: expected a whole number >= 1, got 0");
    expect(() => quantileBandOf([1], { quantile: 1 })).toThrow("quantile: expected a number between 0 and 1, got 1");
    expect(() => quantileBandOf([1, Infinity], { quantile: 0.5 })).toThrow("units: expected finite values, got Infinity");
    expect(() => quantileBandOf(units(1), { quantile: 0.5, bandCritical: 0 })).toThrow("bandCritical: expected a number between 0 and 100, got 0");
  });
});
