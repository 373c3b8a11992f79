import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison, Stratum } from "../../src/index.ts";
import { compareMeans, mergeMoments, momentsOf, postStratify } from "../../src/index.ts";
import { differing, rowsOf } from "../support/means-vectors.ts";
import { relativeError } from "../support/reference.ts";

const cell = fc.array(fc.integer({ min: -500, max: 2000 }), { minLength: 2, maxLength: 12 });
const strata = fc
  .array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 })
  .map((cells) => cells.map(([control, treatment], k) => of(`s${k}`, control, treatment)));

function of(stratum: string, control: readonly number[], treatment: readonly number[]): Stratum {
  return { stratum, control: momentsOf(control), treatment: momentsOf(treatment) };
}

function compared(all: readonly Stratum[], alpha = 0.05): Extract<Comparison, { kind: "compared" }> {
  const result = postStratify(all, { alpha });
  if (result.kind !== "compared") throw new Error(result.reason);
  return result;
}

describe("post-stratification", () => {
  test("law: a single stratum is Welch's test", () => {
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        const one = of("all", a, b);
        expect(postStratify([one], { alpha: 0.05 })).toEqual({
          ...compareMeans(one.control, one.treatment, { alpha: 0.05 }),
          ...(postStratify([one], { alpha: 0.05 }).kind === "compared" ? { test: "post-stratified" } : {}),
        });
      }),
      { numRuns: 50 },
    );
  });

  test("law: neither the order of the strata nor an empty one matters, and a swap flips the sign", () => {
    fc.assert(
      fc.property(strata, (all) => {
        fc.pre(postStratify(all, { alpha: 0.05 }).kind === "compared");
        const plain = compared(all);
        const none = momentsOf([]);
        const turned = compared([...all.toReversed(), { stratum: "nobody", control: none, treatment: none }]);
        const unit = plain.standardError;
        expect(Math.abs(turned.difference - plain.difference)).toBeLessThan(1e-10 * unit);
        expect(relativeError(turned.pValue, plain.pValue)).toBeLessThan(1e-9);
        const swapped = compared(all.map((each) => ({ ...each, control: each.treatment, treatment: each.control })));
        expect(swapped.difference).toBe(-plain.difference);
        expect(swapped.pValue).toBe(plain.pValue);
      }),
      { numRuns: 50 },
    );
  });

  test("law: a shift that hits whole strata changes no difference, where plain means move", () => {
    fc.assert(
      fc.property(strata, fc.integer({ min: -1000, max: 1000 }), (all, shift) => {
        fc.pre(postStratify(all, { alpha: 0.05 }).kind === "compared");
        const shifted = all.map((each, k) => ({
          ...each,
          control: { ...each.control, mean: each.control.mean + shift * k },
          treatment: { ...each.treatment, mean: each.treatment.mean + shift * k },
        }));
        const plain = compared(all);
        expect(Math.abs(compared(shifted).difference - plain.difference)).toBeLessThan(1e-9 * plain.standardError + 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  test("vector: weights, error, degrees of freedom and both intervals agree with R", () => {
    const byStratum = [0, 1, 2].map((s): Stratum => {
      const values = (arm: "control" | "treatment") => rowsOf(arm, ["y", "s"]).flatMap(([y, at]) => (at === s ? [y!] : []));
      return of(String(s), values("control"), values("treatment"));
    });
    const { difference, standardError, degreesOfFreedom, pValue, interval, liftInterval, controlMean } = compared(byStratum);
    const lift = liftInterval as readonly [number, number];
    expect(differing("post-stratified", { difference, standardError, df: degreesOfFreedom! })).toEqual([]);
    expect(differing("post-stratified", { p: pValue, interval, controlMean, lift })).toEqual([]);
  });

  test("edge: a stratum without two units of each arm, or no units at all, is no answer", () => {
    const full = of("full", [1, 2, 4], [2, 3, 7]);
    const thin = of("thin", [5], [6, 7]);
    expect(postStratify([full, thin], { alpha: 0.05 })).toEqual({
      kind: "insufficient",
      reason: "empty_stratum",
      controlMean: mergeMoments(full.control, thin.control).mean,
      treatmentMean: mergeMoments(full.treatment, thin.treatment).mean,
    });
    expect(postStratify([], { alpha: 0.05 })).toMatchObject({ reason: "too_few_units", controlMean: null });
    expect(postStratify([of("same", [1, 1], [1, 1])], { alpha: 0.05 })).toMatchObject({ reason: "no_variation" });
    const tiny = { count: 2, mean: 0, m2: 2e-280 };
    const vast = { stratum: "b", control: { count: 1e15, mean: 0, m2: 0 }, treatment: { count: 1e15, mean: 0, m2: 0 } };
    expect(postStratify([{ stratum: "a", control: tiny, treatment: tiny }, vast], { alpha: 0.05 })).toMatchObject({ reason: "no_variation" });
    expect(() => postStratify([full, full], { alpha: 0.05 })).toThrow('strata: expected each stratum once, got "full" twice');
  });
});
