import { daysToDecision } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { START, definedBy, looksOf } from "./looks.ts";
import type { Seen } from "./looks.ts";

const clock = { treatment: "short_form", firstExposureUs: START };

/** A steady experiment: units per arm and day, orders at two rates. */
const steady = (days: number, perDay: number, [control, treatment]: readonly [number, number]): readonly Seen[] =>
  Array.from({ length: days }, (_, index) => {
    const units = (index + 1) * perDay;
    return { day: index + 1, units, orders: [Math.round(units * control), Math.round(units * treatment)] };
  });

function everyDay(rule: "fixed" | "sequential", seen: readonly Seen[]): readonly (number | null)[] {
  const defined = definedBy(rule);
  const looks = looksOf(defined, seen);
  return looks.map((_, at) => daysToDecision(defined.experiment, looks.slice(0, at + 1), clock));
}

describe("days to decision at each look", () => {
  test("law: once decided the day stays, and it is the day of the look that decided", () => {
    const found = everyDay("sequential", steady(20, 1500, [0.04, 0.052]));
    const defined = definedBy("sequential");
    const crossed = looksOf(defined, steady(20, 1500, [0.04, 0.052])).findIndex(({ rows }) => (rows[0]?.sequentialPValue ?? 1) < (rows[0]?.alpha ?? 0));
    expect(crossed).toBeGreaterThan(1);
    expect(new Set(found.slice(crossed))).toEqual(new Set([crossed + 1]));
    found.slice(0, crossed).forEach((days, at) => {
      if (days !== null) expect(days).toBeGreaterThan(at + 1);
    });
  });

  test("law: a rule that reads once decides at the first look past the planned end, and before that never says later than it", () => {
    const found = everyDay("fixed", steady(30, 10, [0.04, 0.05]));
    expect(found.slice(27)).toEqual([28, 28, 28]);
    expect(found.slice(0, 27)).toEqual(Array.from({ length: 27 }, () => 28));
  });

  test("edge: nothing to tell from is null", () => {
    expect(daysToDecision(definedBy("fixed").experiment, [], clock)).toBeNull();
    expect(everyDay("sequential", [{ day: 1, units: 100, orders: [0, 0] }])).toEqual([null]);
    const looks = looksOf(definedBy("sequential"), steady(3, 100, [0.04, 0.05]));
    expect(daysToDecision(definedBy("sequential").experiment, looks, { ...clock, treatment: "other" })).toBeNull();
  });
});
