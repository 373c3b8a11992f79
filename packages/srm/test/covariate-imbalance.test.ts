import { jointMomentsOf } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covariateImbalance } from "../src/index.ts";

const uniform = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
};
/** Two correlated covariates of units that were split by chance alone. */
const rows = (units: number, next: () => number): number[][] =>
  Array.from({ length: units }, () => {
    const shared = next();
    return [10 * shared + next(), shared - 3 * next() ** 2];
  });
const covariates = ["spend", "visits"];
const tested = (control: JointMoments, treatment: JointMoments, names: readonly string[] = covariates) => {
  const found = covariateImbalance(control, treatment, { covariates: names });
  if (found.kind !== "tested") throw new Error(`expected a test, got ${found.reason}`);
  return found;
};

describe("covariate imbalance", () => {
  test("law: the omnibus test does not see units of measurement, only what the covariates span", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.1, max: 100, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (seed, scale, mix) => {
        const next = uniform(seed);
        const [control, treatment] = [rows(60, next), rows(90, next)];
        const changed = (units: number[][]) => units.map(([a = 0, b = 0]) => [scale * a + 7, b + mix * a]);
        const plain = tested(jointMomentsOf(control), jointMomentsOf(treatment));
        const other = tested(jointMomentsOf(changed(control)), jointMomentsOf(changed(treatment)));
        expect(other.omnibus?.tSquared ?? 0).toBeCloseTo(plain.omnibus?.tSquared ?? 1, 7);
        expect(other.covariates[0]?.standardizedDifference ?? 0).toBeCloseTo(plain.covariates[0]?.standardizedDifference ?? 1, 10);
        expect(other.covariates[0]?.pValue ?? 0).toBeCloseTo(plain.covariates[0]?.pValue ?? 1, 9);
        const swapped = tested(jointMomentsOf(treatment), jointMomentsOf(control));
        expect(swapped.omnibus?.pValue ?? 0).toBeCloseTo(plain.omnibus?.pValue ?? 1, 12);
        expect(swapped.covariates[1]?.standardizedDifference ?? 0).toBeCloseTo(-(plain.covariates[1]?.standardizedDifference ?? 1), 12);
      }),
      { numRuns: 30 },
    );
  });

  test("law: of splits made by chance, a share of about alpha has an omnibus p below alpha", () => {
    const next = uniform(11);
    const runs = 1500;
    let below = 0;
    for (let run = 0; run < runs; run += 1) {
      const found = tested(jointMomentsOf(rows(40, next)), jointMomentsOf(rows(50, next)));
      if ((found.omnibus?.pValue ?? 1) < 0.1) below += 1;
    }
    expect(Math.abs(below / runs - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / runs));
  });

  test("edge: one shifted covariate is named, and a shift that only both together show is found", () => {
    const next = uniform(5);
    const control = rows(400, next);
    const shifted = rows(400, next).map(([a = 0, b = 0]) => [a, b + 1]);
    expect(tested(jointMomentsOf(control), jointMomentsOf(shifted))).toMatchObject({ verdict: "imbalanced", evidence: [{ rule: "omnibus" }, { rule: "covariate", covariate: "visits" }] });
    const twins = (units: number, gap: number) => Array.from({ length: units }, () => next()).map((value) => [value, value + 0.05 * next() + gap]);
    const together = tested(jointMomentsOf(twins(400, 0)), jointMomentsOf(twins(400, 0.02)));
    expect(together.evidence).toEqual([{ rule: "omnibus" }]);
  });

  test("edge: a copied and a constant covariate leave the omnibus test, which stays what it was", () => {
    const next = uniform(9);
    const [control, treatment] = [rows(70, next), rows(70, next)];
    const wider = (units: number[][]) => units.map(([a = 0, b = 0]) => [a, b, 2 * a - 1, 0.1]);
    const found = tested(jointMomentsOf(wider(control)), jointMomentsOf(wider(treatment)), ["spend", "visits", "copy", "constant"]);
    expect(found.redundantCovariates).toEqual(["copy", "constant"]);
    expect(found.omnibus?.pValue).toBeCloseTo(tested(jointMomentsOf(control), jointMomentsOf(treatment)).omnibus?.pValue ?? 0, 9);
    expect(found.covariates[3]).toMatchObject({ pValue: null, adjustedPValue: null, standardizedDifference: null, separated: false });
  });

  test("edge: a covariate that tells the arms apart without an exception is an imbalance; nothing but constants is none", () => {
    const flat = (value: number): JointMoments => jointMomentsOf(Array.from({ length: 50 }, () => [value]));
    expect(tested(flat(0), flat(1), ["web"])).toMatchObject({ verdict: "imbalanced", evidence: [{ rule: "separated", covariate: "web" }], omnibus: null });
    expect(covariateImbalance(flat(0.1), flat(0.1), { covariates: ["web"] })).toEqual({ kind: "insufficient", reason: "no_variation" });
  });

  test("edge: too few units, and names that do not fit, are told", () => {
    const next = uniform(3);
    const [few, enough] = [jointMomentsOf(rows(39, next)), jointMomentsOf(rows(40, next))];
    expect(covariateImbalance(few, enough, { covariates })).toEqual({ kind: "insufficient", reason: "too_few_units" });
    expect(() => covariateImbalance(enough, enough, { covariates: ["a"] })).toThrow("control: expected 1 means, one for each covariate, got 2");
    expect(() => covariateImbalance(enough, enough, { covariates: ["a", "a"] })).toThrow("covariates: expected each name once, got a twice");
    expect(() => covariateImbalance(enough, enough, { covariates: [] })).toThrow("covariates: expected at least one name, got none");
    expect(() => covariateImbalance(enough, enough, { covariates, alpha: 0 })).toThrow("alpha:");
  });
});
