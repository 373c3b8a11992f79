import { daysToDecision, heldDecisions } from "@liftproof/experiments";
import type { ExperimentResultRow, ResultLook } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { decidingEvidence } from "../../src/results/deciding-evidence.ts";
import { START, definedBy, looksOf } from "./looks.ts";
import type { Seen } from "./looks.ts";

const DAY = 86_400_000_000;
const clock = { treatment: "short_form", firstExposureUs: START };
const fixed = definedBy("fixed");
const sequential = definedBy("sequential");
const calm = (day: number, units = 1000): Seen => ({ day, units, orders: [Math.round(units * 0.04), Math.round(units * 0.04)] });
const changed = (looks: readonly ResultLook[], changes: Partial<ExperimentResultRow>): readonly ResultLook[] => looks.map((look) => ({ ...look, rows: look.rows.map((row) => ({ ...row, ...changes })) }));
const kindOf = (by: typeof fixed, looks: readonly ResultLook[], changes: Partial<(typeof fixed)["experiment"]> = {}): string => daysToDecision({ ...by.experiment, ...changes }, looks, clock).timeToDecisionKind;

describe("when there is nothing to foretell", () => {
  test("edge: killed never decides, no unit and no time tell nothing, nor does a standard error of zero", () => {
    const looks = looksOf(fixed, [calm(1), calm(2, 2000)]);
    expect([kindOf(fixed, looks), kindOf(fixed, looks, { status: "killed" })]).toEqual(["running", "never"]);
    expect(kindOf(fixed, changed(looks, { unitsControl: 0, unitsTreatment: 0 }))).toBe("unknown");
    expect(kindOf(fixed, looksOf(fixed, [calm(0)]))).toBe("unknown");
    const running = looksOf(sequential, [calm(3, 3000), calm(4, 4000)]);
    const kindWith = (changes: Partial<ExperimentResultRow>): string => kindOf(sequential, changed(running, changes), { maxDays: null });
    expect([kindWith({}), kindWith({ standardError: 0 })]).toEqual(["running", "unknown"]);
  });

  test("edge: no plan and no longest run have no end, and an end past any calendar is none", () => {
    const looks = looksOf(fixed, [calm(5, 100), calm(10, 101)]);
    const { gate } = fixed.experiment;
    expect(kindOf(fixed, looks, { maxDays: null, gate: { ...gate, sizing: null } })).toBe("unknown");
    const far = daysToDecision({ ...fixed.experiment, maxDays: null }, looks, clock);
    expect(far).toMatchObject({ timeToDecisionKind: "running", timeToDecisionLatestDays: null });
    expect(far.timeToDecisionEarliestDays).toBeLessThan(1e9);
  });

  test("edge: what is overdue is foretold for today, by the rule of the posterior as by the fixed one", () => {
    const looks = looksOf(fixed, [calm(5), calm(10, 2000)]);
    for (const rule of ["fixed", "bayesian"] as const) {
      expect(daysToDecision({ ...fixed.experiment, maxDays: 7, decision: { ...fixed.experiment.decision, rule } }, looks, clock)).toMatchObject({ timeToDecisionBasis: "planned_end", timeToDecisionEarliestDays: 10, timeToDecisionLatestDays: 10 });
    }
  });

  test("law: rows of guardrails and segments say nothing of it, wherever they stand", () => {
    const looks = looksOf(fixed, [calm(5), calm(10, 2000)]);
    const beside = looks.map((look) => ({
      ...look,
      rows: [{ ...look.rows[0]!, role: "guardrail" as const, unitsControl: 7 }, { ...look.rows[0]!, segment: "country=DE", unitsControl: 9, decision: "invalid" as const }, ...look.rows],
    }));
    const unbounded = { ...fixed.experiment, maxDays: null };
    expect(daysToDecision(unbounded, beside, clock)).toEqual(daysToDecision(unbounded, looks, clock));
  });
});

describe("which look decides", () => {
  const decidedAt = (by: typeof fixed, looks: readonly ResultLook[], changes: Partial<(typeof fixed)["experiment"]> = {}): readonly (number | null)[] =>
    heldDecisions({ ...by.experiment, ...changes }, looks).map(({ rows }) => rows.find(({ segment }) => segment === "all")?.decidedAtUs ?? null);

  test("edge: a kill holds at its very instant", () => {
    const looks = looksOf(fixed, [calm(5)]);
    const kill = { expId: "checkout_cta", phase: 1, reason: "r", atUs: looks[0]!.asOfUs };
    expect(heldDecisions(fixed.experiment, looks, kill)[0]?.rows[0]?.decision).toBe("stop");
    expect(heldDecisions(fixed.experiment, looks, { ...kill, atUs: kill.atUs + 1 })[0]?.rows[0]?.decision).toBe("continue");
  });

  test("edge: the planned end decides on nothing shown too, under every rule, and not where the split is off under the sequential one", () => {
    const ends = [calm(28), calm(29, 2000)];
    for (const [by, rule] of [[fixed, "fixed"], [fixed, "bayesian"], [sequential, "sequential"]] as const) {
      expect(decidedAt(by, looksOf(by, ends), { decision: { ...by.experiment.decision, rule } })).toEqual([START + 28 * DAY, START + 28 * DAY]);
    }
    expect(decidedAt(fixed, looksOf(fixed, [calm(27), calm(28)]), { decision: { ...fixed.experiment.decision, rule: "bayesian" } })).toEqual([null, START + 28 * DAY]);
    expect(decidedAt(sequential, changed(looksOf(sequential, ends), { decision: "invalid" }))).toEqual([null, null]);
    expect(decidedAt(fixed, looksOf(fixed, ends), { status: "killed" })).toEqual([null, null]);
  });

  test("edge: stopped by hand, a sequence is ended by harm alone: no guardrail within its margin, no difference it does not tell from zero", () => {
    const [look] = looksOf(sequential, [calm(8, 8000)]);
    const primary: ExperimentResultRow = { ...look!.rows[0]!, decision: "stop", difference: -0.001, sequentialPValue: 0.4 };
    const guardrail: ExperimentResultRow = { ...primary, metric: "refund_rate", role: "guardrail", direction: "down", difference: 0.001, sequentialPValue: 0.001, guardrailVerdict: "non_inferior" };
    const held = (...rows: readonly ExperimentResultRow[]): readonly (number | null)[] => decidedAt(sequential, [{ ...look!, rows }]);
    expect(held(primary, guardrail)).toEqual([null]);
    expect(held({ ...primary, sequentialPValue: primary.alpha }, guardrail)).toEqual([null]);
    expect(held({ ...primary, sequentialPValue: primary.alpha / 2 }, guardrail)).toEqual([look!.asOfUs]);
    const harmed = [primary, { ...guardrail, guardrailVerdict: "inferior" as const }];
    expect(held(...harmed)).toEqual([look!.asOfUs]);
    for (const rule of ["fixed", "bayesian"] as const) expect(decidedAt(fixed, [{ ...look!, rows: harmed }], { decision: { ...fixed.experiment.decision, rule } })).toEqual([null]);
  });

  test("edge: a segment that stands first decides nothing and is not held", () => {
    const [look] = looksOf(fixed, [calm(28)]);
    const rows = [{ ...look!.rows[0]!, segment: "country=DE", decision: "invalid" as const, decisionReason: "within country=DE: off" }, ...look!.rows];
    const [held] = heldDecisions(fixed.experiment, [{ ...look!, rows }]);
    expect(held!.rows.map(({ decision, decidedAtUs }) => [decision, decidedAtUs])).toEqual([["invalid", null], ["stop", look!.asOfUs]]);
  });

  test("edge: a p-value at the level itself, or a chance at its half, shows nothing", () => {
    const compared = {
      kind: "compared", control: "a", treatment: "b", controlUnits: 100, treatmentUnits: 100, adjustedPValue: 0.05, test: "pooled-score", controlMean: 0.1, treatmentMean: 0.2,
      difference: 0.1, statistic: 1.96, standardError: 0.05, degreesOfFreedom: Infinity, pValue: 0.05, interval: [0, 0.2], lift: 1, liftInterval: [0, 2],
      bayesian: { probabilityBetter: 0.9375, expectedLoss: 0.001, interval: [0, 0.2] },
    } as const;
    const shows = (rule: "fixed" | "bayesian", alpha: number): unknown => decidingEvidence(compared, { rule, estimate: "raw" }, { alpha, direction: "up" });
    expect([shows("fixed", 0.05), shows("bayesian", 0.125)]).toMatchObject([{ significant: false }, { significant: false }]);
    expect([shows("fixed", 0.0501), shows("bayesian", 0.126)]).toMatchObject([{ significant: true }, { significant: true }]);
  });

  test("edge: two looks of one instant are refused", () => {
    const looks = looksOf(fixed, [calm(5), calm(5)]);
    expect(() => heldDecisions(fixed.experiment, looks)).toThrow("expected rising instants");
  });
});
