import { daysToDecision, heldDecisions } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { START, definedBy, heldOf, looksOf } from "./looks.ts";
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
        expect(held.slice(0, end === -1 ? undefined : end)).toEqual(looks.slice(0, end === -1 ? undefined : end));
        if (end === -1) return;
        const [deciding] = looks[end]!.rows;
        held.slice(end).forEach(({ rows }, after) => {
          const { decision, decisionReason, asOfUs, pValue, intervalLow, intervalHigh } = deciding!;
          const read = { decidedAtUs: asOfUs, decidingPValue: pValue, decidingLow: intervalLow, decidingHigh: intervalHigh };
          const reason = after === 0 ? decisionReason : `decided on ${new Date(asOfUs / 1000).toISOString().slice(0, 10)}: ${decisionReason}`;
          expect(rows).toEqual(looks[end + after]!.rows.map((row) => ({ ...row, decision, decisionReason: reason, ...read })));
        });
      }),
      { numRuns: 30 },
    );
  });

  test("law: looks still to come change nothing that was said, and holding twice is holding once", () => {
    fc.assert(
      fc.property(histories, fc.nat(12), (seen, count) => {
        for (const by of [fixed, sequential]) {
          const looks = looksOf(by, seen);
          const held = heldDecisions(by.experiment, looks);
          expect(heldDecisions(by.experiment, looks.slice(0, count))).toEqual(held.slice(0, count));
          expect(heldDecisions(by.experiment, held)).toEqual(held);
        }
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
    expect(held[2]?.[1]).toBe(`decided on 2026-12-29: ${held[1]?.[1]}`);
  });

  test("example: a sequence that fell back behind its boundary takes no ship back, and the row says what was read when", () => {
    const seen: readonly Seen[] = [
      { day: 3, units: 3000, orders: [120, 125] },
      { day: 8, units: 8000, orders: [320, 450] },
      { day: 12, units: 12_000, orders: [570, 580] },
    ];
    const raw = looksOf(sequential, seen).map(({ rows }) => rows[0]!);
    expect(raw.map(({ decision }) => decision)).toEqual(["continue", "ship", "continue"]);
    const [before, deciding, later] = heldDecisions(sequential.experiment, looksOf(sequential, seen)).map(({ rows }) => rows[0]!);
    expect(before).toEqual(raw[0]);
    const read = { decision: "ship", decidedAtUs: deciding!.asOfUs, decidingPValue: raw[1]!.sequentialPValue, decidingLow: raw[1]!.sequentialLow, decidingHigh: raw[1]!.sequentialHigh };
    expect(deciding).toMatchObject({ ...read, decisionReason: raw[1]!.decisionReason });
    expect(later).toMatchObject({ ...read, decisionReason: `decided on 2026-12-09: ${raw[1]!.decisionReason}`, sequentialPValue: raw[2]!.sequentialPValue });
    expect(later!.sequentialPValue!).toBeGreaterThan(later!.alpha);
  });

  test("law: a sequence that has crossed ships at the first look at which the guardrail keeps its margin too, and says until then what it waits for", () => {
    const guarded = definedBy("sequential", "[refund_rate]");
    const looks = [4000, 8000, 12_000, 24_000, 40_000, 60_000, 90_000].map((units, at): Seen => ({ day: 3 * at + 1, units, orders: [Math.round(units * 0.04), Math.round(units * 0.05)], refunds: [Math.round(units * 0.01), Math.round(units * 0.01)] }));
    // The gate of this file is passed at 40,000 units an arm, so these are looks while it runs.
    const { experiment } = guarded;
    const open = { ...guarded, experiment: { ...experiment, maxDays: null, gate: { ...experiment.gate, sizing: { ...experiment.gate.sizing!, units: 1e9 } } } };
    const held = heldDecisions(open.experiment, looksOf(open, looks)).map(({ rows }) => ({ primary: rows[0]!, guardrail: rows[1]! }));
    const crossed = held.findIndex(({ primary }) => (primary.sequentialPValue ?? 1) < primary.alpha);
    const kept = held.findIndex(({ guardrail }) => guardrail.guardrailVerdict === "non_inferior");
    expect([crossed > 0, kept > crossed + 1, kept < looks.length - 1]).toEqual([true, true, true]);
    held.forEach(({ primary }, at) => {
      expect([primary.decision, primary.decidedAtUs]).toEqual(at < kept ? ["continue", null] : ["ship", START + (3 * kept + 1) * 86_400_000_000]);
      if (at >= crossed && at < kept) expect(primary.decisionReason).toMatch(/^order_rate is better: |^order_rate is better \(.* sequential p .*\), but refund_rate is not yet shown to keep its margin$/);
      const days = daysToDecision(open.experiment, heldDecisions(open.experiment, looksOf(open, looks.slice(0, at + 1))), { treatment: "short_form", firstExposureUs: START });
      if (at >= kept) expect(days).toMatchObject({ timeToDecisionKind: "reached", timeToDecisionDays: 3 * kept + 1 });
      else if (at >= crossed) expect(days).toMatchObject({ timeToDecisionKind: "unknown", timeToDecisionDays: null });
      else expect(days.timeToDecisionDays).toBeNull();
    });
  });

  test("edge: a guardrail that holds only after the sequence fell back ships nothing: both must hold at one look", () => {
    const guarded = definedBy("sequential", "[refund_rate]");
    const seen: readonly Seen[] = [
      { day: 8, units: 8000, orders: [320, 450], refunds: [80, 80] },
      { day: 12, units: 40_000, orders: [1600, 1620], refunds: [0, 0] },
    ];
    const [first, second] = looksOf(guarded, seen).map(({ rows }) => rows);
    expect([first![0]!.sequentialPValue! < 0.05, first![1]!.guardrailVerdict, second![0]!.sequentialPValue! < 0.05, second![1]!.guardrailVerdict]).toEqual([true, "undecided", false, "non_inferior"]);
    expect(heldOf(guarded, seen).map(([decision]) => decision)).not.toContain("ship");
  });

  test("edge: a guardrail harmed beyond its margin, and a worse primary metric, end a sequence at their look; an open one does not", () => {
    const guarded = definedBy("sequential", "[refund_rate]");
    const decidedAt = (seen: Seen): readonly unknown[] => heldDecisions(guarded.experiment, looksOf(guarded, [seen])).flatMap(({ rows: [row] }) => [row!.decision, row!.decidedAtUs]);
    const at = START + 8 * 86_400_000_000;
    expect(decidedAt({ day: 8, units: 8000, orders: [320, 330], refunds: [80, 240] })).toEqual(["stop", at]);
    expect(decidedAt({ day: 8, units: 8000, orders: [450, 320], refunds: [80, 80] })).toEqual(["stop", at]);
    expect(decidedAt({ day: 8, units: 8000, orders: [320, 330], refunds: [80, 80] })).toEqual(["continue", null]);
  });

  test("edge: a sequential experiment stopped by hand is held to what its looks show, not to its stop", () => {
    const seen: readonly Seen[] = [
      { day: 3, units: 3000, orders: [120, 125] },
      { day: 8, units: 8000, orders: [320, 450] },
    ];
    const stopped = { ...sequential, experiment: { ...sequential.experiment, status: "stopped" as const } };
    expect(heldOf(stopped, seen).map(([decision]) => decision)).toEqual(["stop", "ship"]);

    expect(heldDecisions(stopped.experiment, looksOf(stopped, [{ day: 8, units: 8000, orders: [450, 320] }]))[0]?.rows[0]?.decidedAtUs).not.toBeNull();
  });

  test("law: a kill stops every look from its instant on, with its reason and time, whatever was decided", () => {
    const kill = { expId: "checkout_cta", phase: 1, reason: "refunds doubled", atUs: START + 10 * 86_400_000_000 };
    const seen: readonly Seen[] = [
      { day: 8, units: 8000, orders: [320, 450] },
      { day: 12, units: 12_000, orders: [480, 670] },
    ];
    const looks = heldDecisions(sequential.experiment, looksOf(sequential, seen), kill);
    expect(looks.map(({ rows: [row] }) => [row?.decision, row?.decidedAtUs])).toEqual([["ship", START + 8 * 86_400_000_000], ["stop", kill.atUs]]);
    expect(looks[1]?.rows[0]).toMatchObject({ decisionReason: "killed on 2026-12-11: refunds doubled", decidingPValue: null });
    expect(heldDecisions(sequential.experiment, looks, kill)).toEqual(looks);
    const broken = looksOf(sequential, seen).map((look) => ({ ...look, rows: look.rows.map((row) => ({ ...row, decision: "invalid" as const, decisionReason: "sample-ratio mismatch" })) }));
    expect(heldDecisions(sequential.experiment, broken, kill)[1]?.rows[0]).toMatchObject({ decision: "invalid", decisionReason: "sample-ratio mismatch; killed on 2026-12-11: refunds doubled" });
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
