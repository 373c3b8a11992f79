import { heldDecisions } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { definedBy, heldOf, looksOf } from "./looks.ts";
import type { Seen } from "./looks.ts";

const fixed = definedBy("fixed");
const sequential = definedBy("sequential");

const histories = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 9 }), units: fc.integer({ min: 1, max: 900 }), rates: fc.tuple(fc.integer({ min: 10, max: 90 }), fc.integer({ min: 10, max: 90 })) }), { minLength: 2, maxLength: 12 })
  .map((steps): readonly Seen[] => {
    let [day, units, control, treatment] = [0, 0, 0, 0];
    return steps.map((step) => {
      day += step.gap;
      units += step.units;
      control += Math.floor((step.units * step.rates[0]) / 1000);
      treatment += Math.floor((step.units * step.rates[1]) / 1000);
      return { day, units, orders: [control, treatment] };
    });
  });

describe("decisions held after the planned end", () => {
  test("law: under the fixed rule no look after the planned end changes the decision or its reason", () => {
    fc.assert(
      fc.property(histories, (seen) => {
        const looks = looksOf(fixed, seen);
        const held = heldDecisions(fixed.experiment, looks);
        const end = looks.findIndex(({ interim }) => !interim);
        expect(held.slice(0, end === -1 ? undefined : end + 1)).toEqual(looks.slice(0, end === -1 ? undefined : end + 1));
        if (end === -1) return;
        const [deciding] = looks[end]!.rows;
        held.slice(end).forEach(({ rows }, after) => {
          const { decision, decisionReason } = deciding!;
          expect(rows).toEqual(looks[end + after]!.rows.map((row) => ({ ...row, decision, decisionReason })));
        });
      }),
      { numRuns: 30 },
    );
  });

  test("law: looks still to come change nothing that was said, and holding twice is holding once", () => {
    fc.assert(
      fc.property(histories, fc.nat(12), (seen, count) => {
        const looks = looksOf(fixed, seen);
        const held = heldDecisions(fixed.experiment, looks);
        expect(heldDecisions(fixed.experiment, looks.slice(0, count))).toEqual(held.slice(0, count));
        expect(heldDecisions(fixed.experiment, held)).toEqual(held);
        expect(heldDecisions(sequential.experiment, looksOf(sequential, seen))).toEqual(looksOf(sequential, seen));
      }),
      { numRuns: 30 },
    );
  });

  test("example: what shows nothing at the planned end does not ship three days later", () => {
    const seen: readonly Seen[] = [
      { day: 27, units: 2000, orders: [80, 90] },
      { day: 28, units: 2010, orders: [80, 90] },
      { day: 31, units: 4000, orders: [160, 240] },
    ];
    expect(looksOf(fixed, seen).map(({ rows }) => rows[0]?.decision)).toEqual(["continue", "stop", "ship"]);
    const held = heldOf(fixed, seen);
    expect(held.map(([decision]) => decision)).toEqual(["continue", "stop", "stop"]);
    expect(held[2]).toEqual(held[1]);
  });

  test("edge: a split that breaks after the planned end makes that look invalid, whatever was decided", () => {
    const looks = looksOf(fixed, [
      { day: 28, units: 2010, orders: [80, 140] },
      { day: 31, units: 4000, orders: [160, 280] },
    ]);
    const broken = looks.map((look, at) => (at === 0 ? look : { ...look, rows: look.rows.map((row) => ({ ...row, decision: "invalid" as const, decisionReason: "sample-ratio mismatch" })) }));
    const held = heldDecisions(fixed.experiment, broken);
    expect(held.map(({ rows }) => rows[0]?.decision)).toEqual(["ship", "invalid"]);
    expect(held[1]?.rows[0]?.decisionReason).toBe("sample-ratio mismatch");
  });

  test("edge: looks out of order are refused", () => {
    const looks = looksOf(fixed, [{ day: 1, units: 100, orders: [5, 5] }, { day: 28, units: 200, orders: [9, 9] }]);
    expect(() => heldDecisions(fixed.experiment, looks.toReversed())).toThrow("looks: expected rising instants");
    expect(() => heldDecisions(fixed.experiment, [{ ...looks[0]!, interim: false }, { ...looks[1]!, interim: true }])).toThrow("no interim look after the planned end");
    expect(heldDecisions(fixed.experiment, [])).toEqual([]);
  });
});
