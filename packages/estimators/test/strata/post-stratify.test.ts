import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison, Stratum } from "../../src/index.ts";
import { compareMeans, cuped, jointMomentsOf, mergeMoments, momentsOf, postStratify } from "../../src/index.ts";
import { generator } from "../support/generator.ts";
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

  test("law: for a population it is the regression with slopes per arm on the strata", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const { normal, uniform } = generator(seed);
        const rows = (gain: number) =>
          Array.from({ length: 60 }, () => {
            const s = Math.floor(3 * uniform());
            return [10 + s * gain + normal(), Number(s === 1), Number(s === 2)] as const;
          });
        const [control, treatment] = [rows(1), rows(3)];
        const at = (from: readonly (readonly [number, number, number])[], s: number) => from.filter(([, one, two]) => one + 2 * two === s).map(([y]) => y);
        const all = [0, 1, 2].map((s) => of(String(s), at(control, s), at(treatment, s)));
        const ours = postStratify(all, { alpha: 0.05, effectOn: "population" });
        const lin = cuped([jointMomentsOf(control), jointMomentsOf(treatment)], { alpha: 0.05, slopes: "per-arm" });
        fc.pre(ours.kind === "compared" && lin.kind === "adjusted");
        const [regression] = lin.comparisons;
        expect(Math.abs(ours.difference - regression!.difference)).toBeLessThan(1e-10);
        expect(relativeError(ours.standardError, regression!.standardError)).toBeLessThan(0.2);
        expect(ours.standardError).toBeGreaterThan(compared(all).standardError);
      }),
      { numRuns: 30 },
    );
  });

  test("law: intervals hold the population's difference and lift where the effect differs between strata", () => {
    const { normal, uniform } = generator(11);
    const held = { difference: 0, lift: 0 };
    for (let run = 0; run < 600; run += 1) {
      const arm = (gain: number): number[][] => {
        const cells: number[][] = [[], []];
        for (let unit = 0; unit < 80; unit += 1) {
          const s = Number(uniform() < 0.5);
          cells[s]!.push(5 + s * gain + normal());
        }
        return cells;
      };
      const [control, treatment] = [arm(2), arm(8)];
      const all = [0, 1].map((s) => of(String(s), control[s]!, treatment[s]!));
      const result = postStratify(all, { alpha: 0.05, effectOn: "population" });
      if (result.kind !== "compared" || result.liftInterval === "unbounded") throw new Error("expected both intervals");
      held.difference += Number(result.interval[0] <= 3 && 3 <= result.interval[1]);
      held.lift += Number(result.liftInterval[0] <= 0.5 && 0.5 <= result.liftInterval[1]);
    }
    // With the shares taken as given it would be under 80 %.
    expect(Math.abs(held.difference / 600 - 0.95)).toBeLessThan(0.03);
    expect(Math.abs(held.lift / 600 - 0.95)).toBeLessThan(0.03);
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
