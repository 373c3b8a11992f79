import { jointMomentsOf } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import { analysis, experimentInput, loadExperiments, resultRows } from "@liftproof/experiments";
import type { AnalysisInput, DecidedTreatment, DecisionPlan, MeanMoments } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { changed, references } from "../config/valid-files.ts";

const UNITS = 400;
const joined = (shift: number, before: number): JointMoments =>
  jointMomentsOf(Array.from({ length: UNITS }, (_, index) => [((index * 37) % 19) + shift, ((index * 37) % 19) + ((index * 11) % 7) + before] as const), 2);

interface Arms {
  readonly shift?: number;
  /** Units of the treatment without a history; 40 of the control have none. */
  readonly missing?: number;
  /** By how much the covariate of the treatment lies higher. */
  readonly before?: number;
}

function mean(metric: string, [control, treatment]: readonly [string, string], { shift = 2, missing = 40, before = 0 }: Arms): MeanMoments {
  return {
    metric, kind: "mean", missingUnits: 0, direction: "up",
    byArm: { [control]: joined(0, 0), [treatment]: joined(shift, before) },
    missingHistory: [{ covariate: "visits", unitsByArm: { [control]: 40, [treatment]: missing } }],
  };
}

const plan: DecisionPlan = { rule: "fixed", estimate: "cuped", primaryMetric: "spend", guardrails: [] };
function decided(metrics: readonly MeanMoments[], decision: DecisionPlan = plan, more: Partial<AnalysisInput> = {}): DecidedTreatment {
  const arms = ["a", "b"].map((arm) => ({ arm, units: UNITS, weight: 1 }));
  return analysis({ control: "a", arms, metrics, alpha: 0.05, interim: false, droppedUnits: {}, decision, ...more }).decision!.treatments[0]!;
}
const spend = (arms: Arms): MeanMoments => mean("spend", ["a", "b"], arms);
const suspect = "spend after CUPED cannot be read: the arms differ in who has visits, so the treatment seems to change that";

describe("a decision by the adjusted estimate", () => {
  test("example: it stands on a history that the treatment leaves alone", () => {
    expect(decided([spend({})])).toMatchObject({ decision: "ship", reason: expect.stringMatching(/after CUPED$/u) as string });
    expect(decided([spend({ missing: 120 })])).toMatchObject({ decision: "invalid", reason: suspect });
  });

  test("example: arms that differed before make it invalid", () => {
    const { decision, reason } = decided([{ ...spend({ before: 4 }), covariateNames: ["visits"] }]);
    expect([decision, reason]).toEqual(["invalid", "spend after CUPED cannot be read: the arms differed in visits before the experiment"]);
  });

  test("edge: the raw estimate, other rules and covariates that adjust nothing do not read the history", () => {
    const broken = spend({ missing: 120, before: 4 });
    expect(decided([broken], { ...plan, estimate: "raw" }).decision).toBe("ship");
    expect(decided([broken], { ...plan, rule: "sequential" }, { plannedUnits: 800 }).decision).toBe("ship");
    const { missingHistory: _, ...bare } = spend({});
    const alone: MeanMoments = { ...bare, byArm: Object.fromEntries(Object.entries(bare.byArm).map(([arm, { count, means, crossProducts }]) => [arm, { count, means: means.slice(0, 1), crossProducts: [crossProducts[0]!.slice(0, 1)] }])) };
    expect(decided([{ ...alone, missingHistory: spend({ missing: 120 }).missingHistory! }])).toMatchObject({ decision: "stop", reason: expect.stringContaining("was not asked for") as string });
  });

  test("edge: an adjusted estimate that is lacking says that it is", () => {
    const few: MeanMoments = { ...spend({}), byArm: Object.fromEntries(["a", "b"].map((arm) => [arm, jointMomentsOf(Array.from({ length: 25 }, (_, index) => [(index * 7) % 11, (index * 5) % 9] as const), 2)])) };
    const broken = { ...few, missingHistory: [{ covariate: "visits", unitsByArm: { a: 0, b: 20 } }] };
    expect(decided([broken], plan, { arms: ["a", "b"].map((arm) => ({ arm, units: 25, weight: 1 })) })).toMatchObject({ decision: "stop", reason: "spend gives no answer: an arm has too few units" });
  });

  test("edge: it is said when the result is read, not at looks before", () => {
    expect(decided([spend({ missing: 120 })], plan, { interim: true })).toMatchObject({ decision: "continue", reason: expect.stringContaining("at the planned end") as string });
  });

  test("edge: a guardrail with a suspect history keeps no margin and loses none", () => {
    const guarded: DecisionPlan = { ...plan, guardrails: [{ metric: "time", margin: 1 }] };
    const time = (arms: Arms): MeanMoments => mean("time", ["a", "b"], arms);
    expect(decided([spend({}), time({ shift: 0 })], guarded)).toMatchObject({ decision: "ship", guardrails: [{ verdict: "non_inferior" }] });
    for (const shift of [0, -9]) {
      expect(decided([spend({}), time({ shift, missing: 120 })], guarded)).toMatchObject({
        decision: "invalid", reason: expect.stringContaining("time after CUPED cannot be read") as string, guardrails: [{ verdict: "undecided" }],
      });
    }
  });

  test("law: rows of an experiment say the same, every metric with the decision", () => {
    const file = changed(
      ["primary_metric: order_rate", "primary_metric: revenue"], ["power: 0.8", "power: 0.8, sd: 20"], ["baseline: 0.041", "baseline: 9"],
      ["guardrails: [refund_rate]", "guardrails: [{ name: time, kind: mean, event: a.b, value: ms, direction: up, margin: 1 }]"], ["phase: 1", "decision: { estimate: cuped }"],
    );
    const { experiments: [experiment], metrics, faults } = loadExperiments([file], references);
    expect(faults).toEqual([]);
    const pair = ["control", "short_form"] as const;
    const rows = (revenue: Arms, time: Arms): readonly (readonly [string, string, string | null])[] => {
      const counts = { unitsByVariant: { control: UNITS, short_form: UNITS }, droppedUnits: {}, asOfUs: Date.UTC(2027, 0, 1) * 1000, firstExposureUs: Date.UTC(2026, 11, 1) * 1000 };
      const input = experimentInput(experiment!, metrics, { ...counts, moments: [mean("revenue", pair, revenue), mean("time", pair, time)] });
      return resultRows({ experiment: experiment!, metrics, analysis: analysis(input), asOfUs: counts.asOfUs }).map(({ decision, decisionReason, guardrailVerdict }) => [decision, decisionReason, guardrailVerdict]);
    };
    expect(rows({}, { shift: 0 }).map(([decision, , verdict]) => [decision, verdict])).toEqual([["ship", null], ["ship", "non_inferior"]]);
    const reason = suspect.replace("spend", "revenue");
    expect(rows({ missing: 120 }, { shift: 0 })).toEqual([["invalid", reason, null], ["invalid", reason, "non_inferior"]]);
    expect(rows({}, { shift: 0, missing: 120 })).toEqual([["invalid", reason.replace("revenue", "time"), null], ["invalid", reason.replace("revenue", "time"), "undecided"]]);
  });
});
