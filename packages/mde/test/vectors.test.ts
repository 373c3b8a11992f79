import { describe, expect, test } from "vitest";
import { ratioStandardDeviation, sizeMean, sizeNonInferiority, sizeRate } from "../src/index.ts";
import { meanPower } from "../src/mean-power.ts";
import { noncentralTUpper } from "../src/noncentral-t-upper.ts";
import { ratePower } from "../src/rate-power.ts";
import vectors from "./vectors/power.json" with { type: "json" };

const apart = (actual: number | null, expected: number): number => Math.abs((actual ?? Number.NaN) / expected - 1);
/** Weights whose control is the first arm and whose treatment gets `ratio` units for each of its. */
const weightsFor = (ratio: number) => ({ control: 1, treatment: ratio });

describe("vectors", () => {
  for (const { baseline, moved, power, alpha, perArm, command } of vectors.rates) {
    test(`vector: ${command}`, () => {
      const sizing = sizeRate({ baseline, mdeRelative: moved / baseline - 1, power, alpha });
      // moved / baseline - 1 rounds, and a relative error of an effect doubles in a sample size.
      expect(apart(sizing.exactUnitsPerArm, perArm)).toBeLessThan(1e-9);
      expect(sizing.unitsPerArm).toEqual({ control: Math.ceil(perArm), treatment: Math.ceil(perArm) });
    });
  }

  for (const { perArm, baseline, moved, power, alpha, command } of vectors.rateDetectable) {
    test(`vector: ${command}`, () => {
      const metric = ratePower({ baseline, mdeRelative: 0.1, varianceFactor: 1 });
      const found = metric.detectable({ control: perArm, treatment: perArm }, { alpha, power });
      expect(apart(baseline * (1 + (found ?? Number.NaN)), moved)).toBeLessThan(1e-9);
    });
  }

  for (const { baseline, moved, ratio, power, alpha, control } of vectors.rateUnequal) {
    test(`vector: ${baseline} to ${moved} with ${ratio} treated units for each control unit (R uniroot)`, () => {
      const sizing = sizeRate({ baseline, mdeRelative: moved / baseline - 1, power, alpha, weights: weightsFor(ratio) });
      expect(apart(sizing.exactUnitsPerArm, control)).toBeLessThan(1e-8);
    });
  }

  for (const { delta, sd, power, alpha, perArm, command } of vectors.means) {
    test(`vector: ${command}`, () => {
      const sizing = sizeMean({ baseline: 1, mdeRelative: delta, standardDeviation: sd, power, alpha });
      expect(apart(sizing.exactUnitsPerArm, perArm)).toBeLessThan(1e-7);
      expect(sizing.unitsPerArm["control"]).toBe(Math.ceil(perArm));
    });
  }

  for (const { perArm, sd, power, alpha, delta, command } of vectors.meanDetectable) {
    test(`vector: ${command}`, () => {
      const metric = meanPower({ baseline: -2, mdeRelative: 0.1, standardDeviation: sd });
      const found = metric.detectable({ control: perArm, treatment: perArm }, { alpha, power });
      expect(apart(found, delta / 2)).toBeLessThan(1e-7);
    });
  }

  for (const { delta, sd, ratio, power, alpha, control } of vectors.meanUnequal) {
    test(`vector: a difference of ${delta} with ${ratio} treated units for each control unit (R uniroot)`, () => {
      const sizing = sizeMean({ baseline: 1, mdeRelative: delta, standardDeviation: sd, power, alpha, weights: weightsFor(ratio) });
      expect(apart(sizing.exactUnitsPerArm, control)).toBeLessThan(1e-7);
    });
  }

  for (const { margin, sd, power, alpha, perArm, command } of vectors.nonInferiority) {
    test(`vector: ${command}`, () => {
      const sizing = sizeNonInferiority({ margin, standardDeviation: sd, power, alpha });
      expect(apart(sizing.exactUnitsPerArm, perArm)).toBeLessThan(1e-7);
    });
  }

  for (const { t, df, noncentrality, upper, command } of vectors.noncentralT) {
    test(`vector: ${command}`, () => {
      expect(Math.abs(noncentralTUpper(t, df, noncentrality) - upper)).toBeLessThan(5e-11);
    });
  }

  test("vector: deviation of a ratio metric by the delta method (R)", () => {
    expect(apart(ratioStandardDeviation(vectors.ratioPilot) ** 2, vectors.ratioPilot.unitVariance)).toBeLessThan(1e-13);
  });
});
