import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { MeanSizing, RateSizing, Sizing, SizingOptions } from "../src/index.ts";
import { ratioStandardDeviation, sizeMean, sizeNonInferiority, sizeRate, sizeRatio } from "../src/index.ts";

const baseline = fc.double({ min: 0.005, max: 0.45, noNaN: true });
const effect = fc.double({ min: 0.02, max: 0.8, noNaN: true });
const ratio = fc.double({ min: 0.05, max: 20, noNaN: true });
const rate = (own: number, mdeRelative: number, options: SizingOptions = {}): Sizing =>
  sizeRate({ baseline: own, mdeRelative, ...options });

/** Both kinds of metric behind one face, so that every shared law is asked of both. */
const metrics: readonly [string, (mdeRelative: number, options?: SizingOptions) => Sizing][] = [
  ["rate", (mdeRelative, options) => rate(0.2, mdeRelative, options)],
  ["mean", (mdeRelative, options) => sizeMean({ baseline: 12, standardDeviation: 30, mdeRelative, ...options })],
];

describe.each(metrics)("sizing a %s", (_, size) => {
  test("law: a larger effect, a lower power and a looser level never need more units", () => {
    fc.assert(
      fc.property(effect, fc.double({ min: 0.3, max: 0.99, noNaN: true }), fc.double({ min: 1e-4, max: 0.2, noNaN: true }), (mde, power, alpha) => {
        const { exactUnitsPerArm } = size(mde, { power, alpha });
        expect(size(mde * 1.1, { power, alpha }).exactUnitsPerArm).toBeLessThanOrEqual(exactUnitsPerArm);
        expect(size(mde, { power: power * 0.9, alpha }).exactUnitsPerArm).toBeLessThanOrEqual(exactUnitsPerArm);
        expect(size(mde, { power, alpha: alpha * 1.2 }).exactUnitsPerArm).toBeLessThanOrEqual(exactUnitsPerArm);
      }),
      { numRuns: 30 },
    );
  });

  test("law: scaling all weights changes nothing", () => {
    fc.assert(
      fc.property(effect, ratio, fc.constantFrom(2, 4, 0.5, 1024), (mde, weight, factor) => {
        const once = size(mde, { weights: { a: 1, b: weight } });
        expect(size(mde, { weights: { a: factor, b: weight * factor } })).toEqual(once);
      }),
      { numRuns: 30 },
    );
  });

  test("law: no split of two arms needs fewer units than the equal one", () => {
    fc.assert(
      fc.property(effect, ratio, (mde, weight) => {
        const equal = size(mde, { weights: { a: 1, b: 1 } });
        const unequal = size(mde, { weights: { a: 1, b: weight } });
        // The null variance pools by share, so a rate may gain a little from more of its quieter arm.
        expect(unequal.units).toBeGreaterThanOrEqual(equal.units * 0.9);
      }),
      { numRuns: 30 },
    );
  });

  test("law: the effect found at the planned units is the effect that was asked for", () => {
    fc.assert(
      fc.property(effect, fc.integer({ min: 2, max: 4 }), ratio, (mde, treatments, weight) => {
        const weights = Object.fromEntries([["control", 1], ...Array.from({ length: treatments }, (_unused, index) => [`t${index}`, weight])]) as Record<string, number>;
        const planned = size(mde, { weights });
        const byDay = size(mde, { weights, dailyUnits: planned.units }).mdeByDay[0];
        expect(byDay?.mde ?? Number.NaN).toBeLessThanOrEqual(mde * 1.0000001);
        expect(byDay?.mde ?? Number.NaN).toBeGreaterThan(mde * (1 - 4 / Math.min(...Object.values(planned.unitsPerArm))));
      }),
      { numRuns: 30 },
    );
  });

  test("law: the smallest effect shrinks by the day, and half the traffic is the same as half the days", () => {
    const curve = size(0.1, { dailyUnits: 1000, maxDays: 60 }).mdeByDay;
    const half = size(0.1, { dailyUnits: 2000, trafficShare: 0.5, maxDays: 60 }).mdeByDay;
    expect(half).toEqual(curve);
    const effects = curve.map(({ mde }) => mde ?? Infinity);
    expect(effects).toEqual(effects.toSorted((a, b) => b - a));
    expect(curve[9]).toMatchObject({ day: 10, units: 10_000 });
  });

  test("law: a covariate and clusters act on the variance alone", () => {
    const plain = size(0.05).exactUnitsPerArm;
    expect(size(0.05, { cupedR2: 0.36 }).exactUnitsPerArm / plain).toBeCloseTo(0.64, 3);
    expect(size(0.05, { designEffect: 2.5 }).exactUnitsPerArm / plain).toBeCloseTo(2.5, 3);
    expect(size(0.05, { cupedR2: 0.5, designEffect: 2 })).toEqual(size(0.05));
  });

  test("law: k treatments are each tested at alpha over k", () => {
    const three = size(0.1, { weights: { c: 1, x: 1, y: 1, z: 1 }, alpha: 0.06 });
    const one = size(0.1, { alpha: 0.02 });
    expect(three.exactUnitsPerArm).toBeCloseTo(one.exactUnitsPerArm, 6);
    expect(Object.values(three.unitsPerArm)).toEqual(Array(4).fill(one.unitsPerArm["control"]));
    expect(three.confidenceSequenceN).toBe(one.units);
  });

  test("law: guardrails raise the power of every part so that the whole keeps its own", () => {
    expect(size(0.1, { guardrails: 3, power: 0.8 })).toEqual(size(0.1, { power: 1 - (1 - 0.8) / 4 }));
  });

  test("edge: the gate passes on the last acceptable day and fails one day short", () => {
    const { units } = size(0.1);
    const dailyUnits = Math.ceil(units / 10);
    expect(size(0.1, { dailyUnits, maxDays: 10 })).toMatchObject({ days: 10, gate: "pass", gateReason: null });
    const late = size(0.1, { dailyUnits, maxDays: 9 });
    expect(late).toMatchObject({ days: 10, gate: "fail", gateReason: "longer_than_max_days" });
    expect(late.mdeAtMaxDays).toBe(late.mdeByDay[8]?.mde);
    expect(late.mdeAtMaxDays).toBeGreaterThan(0.1);
    expect(size(0.1, { dailyUnits })).toMatchObject({ days: 10, gate: null, gateReason: null, mdeAtMaxDays: null });
    expect(size(0.1)).toMatchObject({ days: null, gate: null, mdeByDay: [] });
    expect(size(0.1, { dailyUnits: 1.5, maxDays: 1 })).toMatchObject({ gate: "fail", gateReason: "nothing_shown_in_max_days", mdeAtMaxDays: null });
  });

  test("edge: the treatment with the least traffic decides", () => {
    const sizing = size(0.1, { weights: { big: 8, control: 4, small: 1 }, control: "control" });
    const { big, control, small } = sizing.unitsPerArm as Record<"big" | "control" | "small", number>;
    const alone = size(0.1, { weights: { control: 4, small: 1 }, alpha: 0.025 });
    expect(control).toBe(alone.unitsPerArm["control"]);
    expect(small).toBe(alone.unitsPerArm["small"]);
    expect(Math.abs(big - 2 * control)).toBeLessThanOrEqual(2);
    expect(sizing.exactUnitsPerArm).toBeCloseTo(alone.exactUnitsPerArm, 6);
  });

  test("law: the power curve rises from half the level through the asked power at the asked effect", () => {
    fc.assert(
      fc.property(effect, ratio, fc.constantFrom(undefined, 4), (mde, weight, sequentialLooks) => {
        const options = { power: 0.85, weights: { a: 1, b: weight }, ...(sequentialLooks === undefined ? {} : { sequentialLooks }) };
        const curve = size(mde, options).powerByEffect;
        const powers = curve.map(({ power }) => power);
        expect(powers).toEqual(powers.toSorted((a, b) => a - b));
        expect(curve[10]?.effect).toBeCloseTo(mde, 12);
        expect(curve[10]?.power).toBeCloseTo(0.85, sequentialLooks === undefined ? 9 : 3);
        if (sequentialLooks === undefined) expect(powers[0]).toBeCloseTo(0.025, 9);
        else expect(powers[0]).toBeLessThan(0.05);
      }),
      { numRuns: 8 },
    );
  });

  test("law: clusters count as units once they are of one, and never need fewer units than their design effect says", () => {
    const plain = size(0.1);
    const single = size(0.1, { clusters: { unitsPerCluster: 1, intraclassCorrelation: 0.4 } });
    expect(single).toEqual({ ...plain, clustersPerArm: plain.unitsPerArm });
    const shops = size(0.1, { clusters: { unitsPerCluster: 40, intraclassCorrelation: 0.1 } });
    expect(shops.exactUnitsPerArm).toBeGreaterThanOrEqual(size(0.1, { designEffect: 4.9 }).exactUnitsPerArm * (1 - 1e-12));
    expect(shops.clustersPerArm?.["control"]).toBe(Math.ceil((shops.unitsPerArm["control"] ?? 0) / 40));
  });

  test("edge: a curve ends after a year and a day", () => {
    expect(size(0.01, { dailyUnits: 10 }).mdeByDay).toHaveLength(366);
  });

  test("edge: what no plan can mean is refused by name", () => {
    const refused: readonly [SizingOptions, string][] = [
      [{ alpha: 0 }, "alpha: expected a number from 1e-9 to below 1, got 0"],
      [{ alpha: Number.NaN }, "alpha:"],
      [{ power: 1 }, "power:"],
      [{ power: 0.02 }, "power: expected a number above 0.025"],
      [{ weights: { a: 1 } }, "weights: expected at least two arms, got 1"],
      [{ weights: { a: 1, b: 0 } }, "weights: expected a finite number > 0 for arm b, got 0"],
      [{ weights: { a: 1, b: 1 }, control: "c" }, "control: expected one of a, b, got c"],
      [{ cupedR2: 1 }, "cupedR2:"],
      [{ cupedR2: -0.1 }, "cupedR2:"],
      [{ designEffect: 0 }, "designEffect:"],
      [{ guardrails: 1.5 }, "guardrails:"],
      [{ dailyUnits: 0 }, "dailyUnits:"],
      [{ dailyUnits: 10, trafficShare: 0 }, "trafficShare:"],
      [{ dailyUnits: 10, maxDays: 0 }, "maxDays:"],
    ];
    for (const [options, message] of refused) {
      expect(() => size(0.1, options)).toThrow(RangeError);
      expect(() => size(0.1, options)).toThrow(message);
    }
    const clusters = { unitsPerCluster: 5, intraclassCorrelation: 0.1 };
    for (const [fault, message] of [[{ unitsPerCluster: 0.5 }, "unitsPerCluster:"], [{ intraclassCorrelation: 1.1 }, "intraclassCorrelation:"], [{ sizeVariation: -1 }, "sizeVariation:"]] as const) {
      expect(() => size(0.1, { clusters: { ...clusters, ...fault } })).toThrow(message);
    }
    expect(() => size(0.1, { clusters, designEffect: 2 })).toThrow("designEffect: expected nothing because clusters is given, got 2");
    expect(() => size(0.1, { maxDays: 10 })).toThrow(TypeError);
    for (const mde of [0, Number.NaN, Infinity]) expect(() => size(mde)).toThrow("mdeRelative:");
  });
});

describe("sizing", () => {
  test("law: a rate and its complement need the same units for the same difference", () => {
    fc.assert(
      fc.property(baseline, effect, (own, mde) => {
        const difference = own * mde;
        const mirrored = rate(1 - own, -difference / (1 - own));
        expect(mirrored.exactUnitsPerArm / rate(own, mde).exactUnitsPerArm).toBeCloseTo(1, 9);
      }),
    );
  });

  test("law: scaling a mean and its deviation together changes nothing", () => {
    fc.assert(
      fc.property(effect, fc.constantFrom(-4, 0.25, 1024), (mde, factor) => {
        const sizing: MeanSizing = { baseline: 3, standardDeviation: 7, mdeRelative: mde, dailyUnits: 50_000 };
        const scaled = sizeMean({ ...sizing, baseline: 3 * factor, standardDeviation: 7 * Math.abs(factor) });
        expect(scaled).toEqual(sizeMean(sizing));
      }),
      { numRuns: 20 },
    );
  });

  test("edge: a rate needs room for its effect, a mean something to be relative to", () => {
    const refused: readonly Partial<RateSizing>[] = [{ baseline: 0 }, { baseline: 1 }, { baseline: Number.NaN }, { mdeRelative: 19 }, { mdeRelative: -1 }];
    for (const fault of refused) expect(() => sizeRate({ baseline: 0.05, mdeRelative: 0.1, ...fault })).toThrow(RangeError);
    expect(() => sizeMean({ baseline: 0, standardDeviation: 1, mdeRelative: 0.1 })).toThrow("baseline: expected a finite mean other than 0, got 0");
    for (const standardDeviation of [0, -1, Infinity, Number.NaN]) {
      expect(() => sizeMean({ baseline: 1, standardDeviation, mdeRelative: 0.1 })).toThrow("standardDeviation:");
    }
  });

  test("law: keeping a margin takes as many units as finding an effect of its size at twice the level", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0.001, max: 0.2, noNaN: true }), (margin, alpha) => {
        const kept = sizeNonInferiority({ standardDeviation: 1, margin, alpha });
        expect(kept).toEqual(sizeMean({ baseline: 1, standardDeviation: 1, mdeRelative: margin, alpha: 2 * alpha }));
      }),
      { numRuns: 20 },
    );
    const wide = sizeNonInferiority({ standardDeviation: 2, margin: 0.2 });
    expect(wide.exactUnitsPerArm).toBe(sizeNonInferiority({ standardDeviation: 1, margin: 0.1 }).exactUnitsPerArm);
  });

  test("edge: a margin of nothing cannot be kept, and a one-sided level ends at one half", () => {
    for (const margin of [0, -1, Number.NaN, Infinity]) expect(() => sizeNonInferiority({ standardDeviation: 1, margin })).toThrow("margin:");
    expect(() => sizeNonInferiority({ standardDeviation: 0, margin: 1 })).toThrow("standardDeviation:");
    expect(() => sizeNonInferiority({ standardDeviation: 1, margin: 1, alpha: 0.5 })).toThrow("alpha:");
  });

  test("edge: a huge effect still asks for two units per arm, and a strict level for as many as it takes", () => {
    expect(sizeMean({ baseline: 1, standardDeviation: 1e-6, mdeRelative: 5 }).unitsPerArm).toEqual({ control: 2, treatment: 2 });
    expect(sizeMean({ baseline: 1, standardDeviation: 0.1, mdeRelative: 5, alpha: 1e-6 }).unitsPerArm).toEqual({ control: 3, treatment: 3 });
  });

  test("edge: too few units on the first day show no effect of any size", () => {
    expect(rate(0.9, 0.05, { dailyUnits: 4, maxDays: 3 }).mdeByDay[0]).toEqual({ day: 1, units: 4, mde: null });
    expect(sizeMean({ baseline: 1, standardDeviation: 1, mdeRelative: 0.1, dailyUnits: 0.5, maxDays: 2 }).mdeByDay[0]).toEqual({ day: 1, units: 0, mde: null });
  });

  test("edge: an arm may have any name", () => {
    const { unitsPerArm } = rate(0.05, 0.1, { weights: JSON.parse('{"__proto__": 1, "constructor": 1}') as Record<string, number> });
    expect(Object.entries(unitsPerArm)).toEqual([["__proto__", 31234], ["constructor", 31234]]);
  });

  test("edge: a pilot for a ratio needs two columns, two units and something to divide by", () => {
    const zero = [[0, 0], [0, 0]];
    expect(() => ratioStandardDeviation({ count: 1, means: [1, 1], crossProducts: zero })).toThrow(RangeError);
    expect(() => ratioStandardDeviation({ count: 9, means: [1, 0], crossProducts: zero })).toThrow(RangeError);
    expect(() => ratioStandardDeviation({ count: 9, means: [1], crossProducts: [[0]] })).toThrow("got 1 columns");
    expect(() => sizeRatio({ pilot: { count: 9, means: [0, 1], crossProducts: [[1, 0], [0, 1]] }, mdeRelative: 0.1 })).toThrow("pilot:");
    expect(() => sizeRatio({ pilot: { count: 9, means: [1, 1], crossProducts: zero }, mdeRelative: 0.1 })).toThrow("pilot:");
  });

  test("example: five percent to five and a half, at 4,000 visitors a day", () => {
    const sizing = sizeRate({ baseline: 0.05, mdeRelative: 0.1, dailyUnits: 4000, maxDays: 14 });
    expect(sizing).toMatchObject({ units: 62_468, days: 16, gate: "fail", confidenceSequenceN: 62_468 });
    expect(sizing.mdeByDay).toHaveLength(16);
  });
});
