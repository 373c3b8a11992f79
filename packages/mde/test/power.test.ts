import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, test } from "vitest";
import {
  arcsineRateTestPower, clusterDesignEffect, detectableDifference, meanTestPower, quantileStandardDeviation, rateTestPower, sizeMean, sizeRatio,
} from "../src/index.ts";
import { noncentralTUpper } from "../src/noncentral-t-upper.ts";
import pilot from "./vectors/power.json" with { type: "json" };
import vectors from "./vectors/tests-of-power.json" with { type: "json" };

const apart = (actual: number | null, expected: number): number => Math.abs((actual ?? Number.NaN) / expected - 1);

describe("power of one test", () => {
  for (const { control, treatment, power, bothTails, ...rest } of vectors.means) {
    test(`vector: t test of ${control} against ${treatment} units, difference ${rest.difference}${bothTails ? ", strict" : ""} (R)`, () => {
      expect(apart(meanTestPower({ ...rest, units: { control, treatment }, bothTails }), power)).toBeLessThan(1e-11);
    });
  }

  for (const { perArm, control, treatment, alpha, power } of vectors.rates) {
    test(`vector: rates ${control} and ${treatment} with ${perArm} units each (R power.prop.test)`, () => {
      expect(apart(rateTestPower({ control, treatment, alpha, units: { control: perArm, treatment: perArm } }), power)).toBeLessThan(1e-11);
    });
  }

  for (const { controlUnits, treatmentUnits, control, treatment, alpha, power } of vectors.arcsine) {
    test(`vector: rates ${control} and ${treatment} on the arcsine scale (R, pwr.2p2n.test)`, () => {
      const units = { control: controlUnits, treatment: treatmentUnits };
      expect(apart(arcsineRateTestPower({ control, treatment, alpha, units }), power)).toBeLessThan(1e-11);
    });
  }

  for (const { control, treatment, difference, ...rest } of vectors.normalDetectable) {
    test(`vector: detectable difference ${difference} by the textbook formula (R)`, () => {
      expect(apart(detectableDifference({ ...rest, units: { control, treatment }, distribution: "normal" }), difference)).toBeLessThan(1e-11);
    });
  }

  for (const { difference, standardDeviation, cupedR2, alpha, power, perArm } of vectors.normalUnits) {
    test("vector: units with a covariate by the textbook formula (R)", () => {
      const sizing = sizeMean({ baseline: 1, mdeRelative: difference, standardDeviation, cupedR2, alpha, power, distribution: "normal" });
      expect(apart(sizing.exactUnitsPerArm, perArm)).toBeLessThan(1e-11);
    });
  }

  for (const { difference, standardDeviation, alpha, power, perArm, designEffect, ...clusters } of vectors.clustered) {
    test(`vector: ${clusters.unitsPerCluster} units to a cluster, correlation ${clusters.intraclassCorrelation}, size variation ${clusters.sizeVariation} (R uniroot)`, () => {
      expect(clusterDesignEffect(clusters)).toBeCloseTo(designEffect, 12);
      const sizing = sizeMean({ baseline: 1, mdeRelative: difference, standardDeviation, alpha, power, clusters });
      expect(apart(sizing.exactUnitsPerArm, perArm)).toBeLessThan(1e-9);
    });
  }

  test("law: the noncentral t agrees with jstat where that library is sound, and with the central one at 0", () => {
    const library = jstat.jStat.noncentralt;
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 6, noNaN: true }), fc.integer({ min: 3, max: 5000 }), fc.double({ min: 0, max: 8, noNaN: true }), (t, df, shift) => {
        expect(Math.abs(noncentralTUpper(t, df, shift) - (1 - library.cdf(t, df, shift)))).toBeLessThan(2e-7);
        expect(noncentralTUpper(t, df, shift) + noncentralTUpper(-t, df, -shift)).toBeCloseTo(1, 13);
      }),
      { numRuns: 100 },
    );
    expect(noncentralTUpper(1.5, 1, 0)).toBeCloseTo(0.5 - Math.atan(1.5) / Math.PI, 13);
  });

  test("law: at the detectable difference the test has the asked power, by either distribution", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.99, noNaN: true }), fc.integer({ min: 3, max: 3000 }), fc.constantFrom("student-t" as const, "normal" as const), (power, treatment, distribution) => {
        const test = { standardDeviation: 3, units: { control: 40, treatment }, alpha: 0.02, distribution };
        const difference = detectableDifference({ ...test, power }) ?? Number.NaN;
        expect(meanTestPower({ ...test, difference })).toBeCloseTo(power, 10);
      }),
      { numRuns: 60 },
    );
  });

  test("law: swapping the arms leaves the power of a test of rates or means alone", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: 2, max: 9999 }), (a, b, units) => {
        const once = { units: { control: units, treatment: 70 }, alpha: 0.05 };
        const swapped = { units: { control: 70, treatment: units }, alpha: 0.05 };
        expect(rateTestPower({ control: a, treatment: b, ...once })).toBeCloseTo(rateTestPower({ control: b, treatment: a, ...swapped }), 12);
        expect(meanTestPower({ difference: a - b, standardDeviation: 1, ...once })).toBeCloseTo(meanTestPower({ difference: b - a, standardDeviation: 1, ...swapped }), 12);
      }),
      { numRuns: 50 },
    );
  });

  test("law: a ratio is sized as the mean of its linearized parts", () => {
    const { count, means, crossProducts, unitVariance } = pilot.ratioPilot;
    const [numerator = 0, denominator = 1] = means;
    const asMean = sizeMean({ baseline: numerator / denominator, standardDeviation: Math.sqrt(unitVariance), mdeRelative: 0.05 });
    expect(sizeRatio({ pilot: { count, means, crossProducts }, mdeRelative: 0.05 }).exactUnitsPerArm / asMean.exactUnitsPerArm).toBeCloseTo(1, 12);
  });

  test("edge: the median of a normal metric takes pi over two times the units of its mean", () => {
    const standardDeviation = quantileStandardDeviation({ quantile: 0.5, density: 1 / Math.sqrt(2 * Math.PI) });
    expect(standardDeviation ** 2).toBeCloseTo(Math.PI / 2, 13);
    expect(() => quantileStandardDeviation({ quantile: 1, density: 1 })).toThrow("quantile: expected a number in (0, 1), got 1");
    expect(() => quantileStandardDeviation({ quantile: 0.5, density: 0 })).toThrow("density:");
  });

  test("edge: certain and impossible powers are 1 and 0, not an endless sum", () => {
    expect(noncentralTUpper(4.3, 2, 1e7)).toBe(1);
    expect(noncentralTUpper(4.3, 2, -1e7)).toBe(0);
    expect(detectableDifference({ standardDeviation: 1, units: { control: 1.5, treatment: 9 }, alpha: 0.05, power: 0.8 })).toBe(null);
  });

  test("edge: what no test can mean is refused by name", () => {
    const units = { control: 50, treatment: 50 };
    const mean = { difference: 1, standardDeviation: 1, units, alpha: 0.05 };
    expect(() => meanTestPower({ ...mean, difference: Number.NaN })).toThrow("difference: expected a finite number, got NaN");
    expect(() => meanTestPower({ ...mean, standardDeviation: 0 })).toThrow("standardDeviation:");
    expect(() => meanTestPower({ ...mean, units: { control: 1, treatment: 1 } })).toThrow("units:");
    expect(() => meanTestPower({ ...mean, units: { control: 0, treatment: 9 } })).toThrow("units.control:");
    expect(() => meanTestPower({ ...mean, alpha: 1 })).toThrow("alpha:");
    expect(() => rateTestPower({ control: 0, treatment: 0.1, units, alpha: 0.05 })).toThrow("control: expected a rate in (0, 1), got 0");
    expect(() => arcsineRateTestPower({ control: 0.1, treatment: 0.1, units: { ...units, treatment: 0 }, alpha: 0.05 })).toThrow("units.treatment:");
    expect(() => detectableDifference({ standardDeviation: 1, units, alpha: 0.05, power: 0.02 })).toThrow("power:");
  });
});
