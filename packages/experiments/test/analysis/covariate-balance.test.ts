import { analysis } from "@liftproof/experiments";
import type { ComparedArms, MetricMoments } from "@liftproof/experiments";
import { jointMomentsOf } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import { covariateImbalance } from "@liftproof/srm";
import { describe, expect, test } from "vitest";

/** The metric, twice what was spent before plus noise, and the two covariates. */
const joined = (shift: number, units = 400): JointMoments =>
  jointMomentsOf(Array.from({ length: units }, (_, index) => {
    const [spent, visits] = [((index * 37) % 101) + shift, (index * 13) % 7];
    return [2 * spent + ((index * 7) % 11), spent, visits];
  }), 3);
const mean = (shifts: { readonly a: number; readonly b: number; readonly c: number }, units?: number): MetricMoments => ({
  metric: "revenue", kind: "mean", missingUnits: 0, covariateNames: ["spent before", "visits before"],
  byArm: { a: joined(shifts.a, units), b: joined(shifts.b, units), c: joined(shifts.c, units) },
});
const balances = (metric: MetricMoments): readonly ComparedArms["covariateImbalance"][] => {
  const found = analysis({ control: "a", arms: ["a", "b", "c"].map((arm) => ({ arm, units: 400, weight: 1 })), metrics: [metric], alpha: 0.05, interim: false, droppedUnits: {} });
  return (found.metrics[0]?.comparisons ?? []).map((one) => (one.kind === "compared" ? one.covariateImbalance : undefined));
};

describe("covariate balance", () => {
  test("law: every treatment has the test of its own arms, for means, rates and ratios alike", () => {
    const { byArm, ...names } = mean({ a: 0, b: 20, c: 0 }) as Extract<MetricMoments, { kind: "mean" }>;
    const metrics: MetricMoments[] = [
      { ...names, byArm },
      { ...names, kind: "rate", covariates: byArm, byArm: { a: { successes: 40, trials: 400 }, b: { successes: 44, trials: 400 }, c: { successes: 47, trials: 400 } } },
    ];
    const columns = (arm: string): JointMoments => {
      const { count, means, crossProducts } = byArm[arm]!;
      return { count, means: means.slice(1), crossProducts: crossProducts.slice(1).map((row) => row.slice(1)) };
    };
    for (const metric of metrics) {
      const found = balances(metric);
      found.forEach((one, index) => {
        const direct = covariateImbalance(columns("a"), columns(["b", "c"][index]!), { covariates: ["spent before", "visits before"] });
        if (direct.kind !== "tested" || one === undefined || "insufficient" in one) throw new Error("expected a test");
        expect(one).toEqual({
          verdict: direct.verdict, evidence: direct.evidence, omnibusPValue: direct.omnibus!.pValue,
          covariates: direct.covariates.map(({ covariate, standardizedDifference, adjustedPValue }) => ({ covariate, standardizedDifference, adjustedPValue })),
        });
      });
      expect(found).toMatchObject([{ verdict: "imbalanced", evidence: expect.arrayContaining([{ rule: "covariate", covariate: "spent before" }]) as unknown }, { verdict: "balanced", evidence: [] }]);
    }
    const ratio: MetricMoments = { ...names, kind: "ratio", covariateNames: ["visits before"], byArm: { a: joined(0), b: joined(20), c: joined(0) } };
    expect(balances(ratio)).toMatchObject([{ verdict: "balanced", covariates: [{ covariate: "visits before" }] }, { verdict: "balanced" }]);
  });

  test("edge: few units say so, and without covariates nothing is said", () => {
    expect(balances(mean({ a: 0, b: 20, c: 0 }, 39))).toEqual([{ insufficient: "too_few_units" }, { insufficient: "too_few_units" }]);
    const named = (columns: number): unknown => {
      const cut = ({ count, means, crossProducts }: JointMoments): JointMoments => ({ count, means: means.slice(0, columns), crossProducts: crossProducts.slice(0, columns).map((row) => row.slice(0, columns)) });
      const byArm = { a: cut(joined(0)), b: cut(joined(0)), c: cut(joined(0)) };
      const [found] = balances({ metric: "revenue", kind: "mean", missingUnits: 0, byArm });
      return found !== undefined && "covariates" in found ? found.covariates.map(({ covariate }) => covariate) : found;
    };
    expect([named(2), named(3)]).toEqual([["the covariate"], ["covariate 1", "covariate 2"]]);
    const bare: MetricMoments = { metric: "revenue", kind: "mean", missingUnits: 0, byArm: Object.fromEntries(["a", "b", "c"].map((arm) => [arm, jointMomentsOf([[1], [2], [3]], 1)])) };
    expect(balances(bare)).toEqual([undefined, undefined]);
  });
});
