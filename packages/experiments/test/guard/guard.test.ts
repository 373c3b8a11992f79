import { assign } from "@liftproof/assignment";
import { guard, killedExperiments, killListText, loadExperiments, readKillList } from "@liftproof/experiments";
import type { GuardDecision, Kill, MetricMoments } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkoutFile, references } from "../config/valid-files.ts";

const { experiments, metrics } = loadExperiments([checkoutFile], references);
const experiment = experiments[0]!;

function look(units: readonly [number, number], refunds?: readonly [number, number]): GuardDecision {
  const arms = experiment.variants.map((arm, index) => ({ arm, units: units[index] ?? 0, weight: 50 }));
  const moments: readonly MetricMoments[] = refunds === undefined ? [] : [{
    metric: "refund_rate", kind: "rate", missingUnits: 0,
    byArm: { control: { successes: refunds[0], trials: units[0] }, short_form: { successes: refunds[1], trials: units[1] } },
  }];
  return guard({ experiment, metrics, phases: [{ phase: 1, arms }], moments, atUs: 7 });
}

describe("guard", () => {
  test("example: healthy split and calm guardrail ask for nothing", () => {
    expect(look([20_000, 20_100], [200, 205])).toMatchObject({ expId: "checkout_cta", phase: 1, atUs: 7, action: "none" });
  });

  test("example: a broken split kills, with the evidence in the record", () => {
    const found = look([10_000, 8000], [100, 80]);
    expect(found).toMatchObject({ action: "kill", evidence: [{ kind: "sample_ratio", verdict: "kill" }, { kind: "guardrail", action: "none" }] });
    expect(found.reason).toBe("sample ratio kill: an arm is 5.56 points off its weight");
  });

  test("edge: 5200 against 4800 is not over two points and asks for nothing; a silent arm dies after 50 units", () => {
    expect(look([5200, 4800], [50, 50]).action).toBe("none");
    expect(look([49, 0]).action).not.toBe("kill");
    expect(look([50, 0]).action).toBe("kill");
  });

  test("example: proven harm alerts, harm beyond the margin kills", () => {
    expect(look([20_000, 20_000], [200, 300])).toMatchObject({ action: "alert", reason: "refund_rate is harmed by short_form" });
    expect(look([20_000, 20_000], [200, 400])).toMatchObject({ action: "kill", reason: "refund_rate is harmed by short_form by more than its margin of 0.002" });
    expect(look([20_000, 20_000], [400, 200]).action).toBe("none");
  });

  test("edge: a guardrail without moments is named as unwatched", () => {
    expect(look([100, 100]).evidence).toContainEqual({ kind: "unwatched", action: "none", metric: "refund_rate", why: "no_moments" });
    expect(() => guard({ experiment, metrics: [], phases: [{ phase: 1, arms: [{ arm: "control", units: 1, weight: 1 }, { arm: "short_form", units: 1, weight: 1 }] }], moments: [], atUs: 0 })).toThrow(RangeError);
  });

  test("law: more harm never asks for less", () => {
    const rank = { none: 0, alert: 1, kill: 2 };
    const rate = fc.integer({ min: 50, max: 1000 });
    fc.assert(
      fc.property(rate, rate, rate, (control, one, other) => {
        const calm = look([20_000, 20_000], [control, Math.min(one, other)]);
        const harmed = look([20_000, 20_000], [control, Math.max(one, other)]);
        expect(rank[harmed.action]).toBeGreaterThanOrEqual(rank[calm.action]);
      }),
    );
  });
});

describe("kill list", () => {
  const kill: Kill = { expId: "checkout_cta", phase: 1, reason: "sample ratio kill", atUs: 5 };

  test("example: a kill serves control at once and ends with the next phase", () => {
    const killed = killedExperiments([kill], experiments);
    expect(assign(experiment, "u1", {}, { killed })).toMatchObject({ variant: "control", reason: "killed" });
    expect(killedExperiments([kill], [{ ...experiment, phase: 2 }]).size).toBe(0);
    expect(killedExperiments([{ ...kill, expId: "unheard_of" }], experiments)).toEqual(new Set(["unheard_of"]));
  });

  test("law: what is written is read back", () => {
    const kills = fc.array(fc.record({
      expId: fc.stringMatching(/^[a-z0-9_.-]{1,12}$/).filter((id) => id !== "__proto__"), phase: fc.integer({ min: 1, max: 9 }),
      reason: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), atUs: fc.integer({ min: 0, max: 2 ** 52 }),
    }), { maxLength: 4 });
    fc.assert(
      fc.property(kills, (list) => {
        expect(readKillList({ path: "kills.json", text: killListText(list) })).toEqual({ kind: "read", kills: list });
      }),
    );
  });

  test("edge: a damaged list is refused with a position", () => {
    const text = killListText([kill]).replace('"phase": 1', '"phase": 0');
    expect(readKillList({ path: "kills.json", text })).toMatchObject({ kind: "refused", faults: [{ key: "kills[0].phase", line: 6 }] });
    expect(readKillList({ path: "kills.json", text: "<html>" }).kind).toBe("refused");
  });
});
