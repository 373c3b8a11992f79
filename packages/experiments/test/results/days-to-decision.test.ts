import { daysToDecision, heldDecisions } from "@liftproof/experiments";
import type { DecisionDays } from "@liftproof/experiments";
import { projectedArrival, timeToDecision } from "@liftproof/mde";
import { describe, expect, test } from "vitest";
import { START, definedBy, looksOf } from "./looks.ts";
import type { Seen } from "./looks.ts";

const clock = { treatment: "short_form", firstExposureUs: START };
const unknown: DecisionDays = { timeToDecisionKind: "unknown", timeToDecisionDays: null, timeToDecisionEarliestDays: null, timeToDecisionLatestDays: null, timeToDecisionBasis: null };
const reached = (days: number): DecisionDays => ({ ...unknown, timeToDecisionKind: "reached", timeToDecisionDays: days });

/** Units per arm and day, orders at two rates. */
function daily(perDay: readonly number[], [control, treatment]: readonly [number, number]): readonly Seen[] {
  let units = 0;
  return perDay.map((came, index) => {
    units += came;
    return { day: index + 1, units, orders: [Math.round(units * control), Math.round(units * treatment)] };
  });
}

const steady = (days: number, perDay: number, rates: readonly [number, number]): readonly Seen[] => daily(Array.from({ length: days }, () => perDay), rates);

/** Ten days in which ever fewer come: 5,240 per arm, 3,060 of them by day 5 and 2,960 in the last seven. */
const thinning = [900, 740, 640, 440, 340, 500, 480, 440, 400, 360];
const cumulated = (day: number): number => 2 * thinning.slice(0, day).reduce((sum, came) => sum + came, 0);

function everyDay(defined: ReturnType<typeof definedBy>, seen: readonly Seen[]): readonly DecisionDays[] {
  const looks = heldDecisions(defined.experiment, looksOf(defined, seen));
  return looks.map((_, at) => daysToDecision(defined.experiment, looks.slice(0, at + 1), clock));
}

describe("days to decision at each look", () => {
  test("law: once decided the day stays, though the sequence falls back; before that the range lies ahead", () => {
    const seen = [...steady(20, 1500, [0.04, 0.052]), { day: 21, units: 40_000, orders: [1800, 1810] as const }];
    const defined = definedBy("sequential");
    const looks = looksOf(defined, seen);
    const crossed = looks.findIndex(({ rows }) => (rows[0]?.sequentialPValue ?? 1) < (rows[0]?.alpha ?? 0));
    expect(crossed).toBeGreaterThan(1);
    expect(looks.at(-1)?.rows[0]?.sequentialPValue).toBeGreaterThan(0.05);
    const found = everyDay(defined, seen);
    expect(found.slice(crossed)).toEqual(found.slice(crossed).map(() => reached(crossed + 1)));
    found.slice(0, crossed).forEach((one, at) => {
      if (one.timeToDecisionKind !== "running") return;
      expect(one.timeToDecisionDays).toBeNull();
      expect(one.timeToDecisionEarliestDays).toBeGreaterThan(at + 1);
      expect(one.timeToDecisionLatestDays ?? Infinity).toBeGreaterThanOrEqual(one.timeToDecisionEarliestDays ?? Infinity);
    });
  });

  test("law: a rule that reads once decides at the first look past the planned end, and before that never says later than it", () => {
    const found = everyDay(definedBy("fixed"), steady(30, 10, [0.04, 0.05]));
    expect(found.slice(27)).toEqual([28, 28, 28].map(reached));
    const ahead: DecisionDays = { ...unknown, timeToDecisionKind: "running", timeToDecisionEarliestDays: 28, timeToDecisionLatestDays: 28, timeToDecisionBasis: "planned_end" };
    expect(found.slice(0, 27)).toEqual(Array.from({ length: 27 }, () => ahead));
  });

  test("example: the range of a rule that reads once is of the last seven days and of the first half, to the digit", () => {
    const defined = definedBy("fixed");
    const unbounded = { ...defined, experiment: { ...defined.experiment, maxDays: null } };
    const planned = 2 * defined.experiment.gate.sizing!.unitsPerArm["control"]!;
    const units = cumulated(10);
    const found = everyDay(unbounded, daily(thinning, [0.04, 0.041])).at(-1)!;
    expect([units, cumulated(3), cumulated(5)]).toEqual([10_480, 4560, 6120]);
    expect(found.timeToDecisionEarliestDays).toBeCloseTo(10 + (planned - 10_480) / ((10_480 - 4560) / 7), 9);
    expect(found.timeToDecisionLatestDays).toBeCloseTo(10 * (planned / 10_480) ** (1 / Math.log2(10_480 / 6120)), 9);
    expect(found.timeToDecisionBasis).toBe("planned_end");
    expect(found.timeToDecisionDays).toBeNull();
    expect(projectedArrival({ units, days: 10, unitsLastSevenDays: 5920, unitsAtHalf: 6120 }, planned).steadyDays).toBe(found.timeToDecisionEarliestDays);
  });

  test("example: the range of a sequence is that of the design, and never is past the longest run", () => {
    const defined = definedBy("sequential");
    const unbounded = { ...defined, experiment: { ...defined.experiment, maxDays: null } };
    const seen = daily(thinning, [0.04, 0.041]);
    const row = looksOf(unbounded, seen).at(-1)!.rows[0]!;
    const expected = timeToDecision({
      difference: row.difference!, standardError: row.standardError!, alpha: row.alpha, maxDays: null,
      plannedUnits: defined.experiment.gate.sizing!.confidenceSequenceN, smallestEffect: defined.experiment.sizing!.baseline * defined.experiment.sizing!.mde,
      units: 10_480, unitsAtHalf: 6120, unitsLastSevenDays: 5920, days: 10,
    });
    if (expected.kind !== "running") throw new Error(expected.kind);
    expect(everyDay(unbounded, seen).at(-1)).toEqual({
      timeToDecisionKind: "running", timeToDecisionDays: null, timeToDecisionBasis: "design",
      timeToDecisionEarliestDays: expected.earliestDays, timeToDecisionLatestDays: expected.latestDays,
    });
    const bounded = { ...defined, experiment: { ...defined.experiment, maxDays: 11 } };
    expect(everyDay(bounded, seen).at(-1)).toEqual({ ...unknown, timeToDecisionKind: "never" });
  });

  test("edge: what is stopped by hand undecided never decides", () => {
    const defined = definedBy("fixed");
    const stopped = { ...defined, experiment: { ...defined.experiment, status: "stopped" as const } };
    expect(everyDay(stopped, steady(3, 10, [0.04, 0.05])).at(-1)).toEqual({ ...unknown, timeToDecisionKind: "never" });
  });

  test("edge: a split that is off at the planned end has reached nothing", () => {
    const defined = definedBy("fixed");
    const looks = looksOf(defined, steady(29, 10, [0.04, 0.05]));
    const broken = looks.map((look) => (look.interim ? look : { ...look, rows: look.rows.map((row) => ({ ...row, decision: "invalid" as const })) }));
    expect(daysToDecision(defined.experiment, heldDecisions(defined.experiment, broken), clock)).toEqual(unknown);
  });

  test("edge: nothing to tell from is unknown", () => {
    expect(daysToDecision(definedBy("fixed").experiment, [], clock)).toEqual(unknown);
    expect(everyDay(definedBy("sequential"), [{ day: 1, units: 100, orders: [0, 0] }])).toEqual([unknown]);
    const looks = looksOf(definedBy("sequential"), steady(3, 100, [0.04, 0.05]));
    expect(daysToDecision(definedBy("sequential").experiment, looks, { ...clock, treatment: "other" })).toEqual(unknown);
    const broken = looks.map((look) => ({ ...look, rows: look.rows.map((row) => ({ ...row, decision: "invalid" as const })) }));
    expect(daysToDecision(definedBy("sequential").experiment, broken, clock)).toEqual(unknown);
  });
});
