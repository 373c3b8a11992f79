import { type SessionState, sessionLimits, sessionRule } from "@liftproof/events/session";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const minute = 60_000_000;
const state: SessionState = { startedAtUs: 0, lastEventAtUs: 0, evidence: "google/cpc" };
const starts = (changes: Partial<SessionState>, atUs: number, evidence: string | null = null) => sessionRule({ ...state, ...changes }, { atUs, evidence }).starts;

describe("sessions", () => {
  test("edge: half an hour of silence still belongs, one microsecond more does not", () => {
    expect(starts({}, 30 * minute)).toBeNull();
    expect(starts({}, 30 * minute + 1)).toBe("idle");
  });

  test("edge: a session is 24 hours long at most", () => {
    const lastEventAtUs = 24 * 60 * minute - minute;
    expect(starts({ lastEventAtUs }, 24 * 60 * minute)).toBeNull();
    expect(starts({ lastEventAtUs }, 24 * 60 * minute + 1)).toBe("longest");
  });

  test("edge: a clock may go back by a minute", () => {
    expect(starts({ lastEventAtUs: 5 * minute }, 4 * minute)).toBeNull();
    expect(starts({ lastEventAtUs: 5 * minute }, 4 * minute - 1)).toBe("clock_back");
  });

  test("example: new campaign evidence starts a session, the same and none do not", () => {
    expect(starts({}, minute, "google/cpc")).toBeNull();
    expect(starts({}, minute, null)).toBeNull();
    expect(starts({}, minute, "newsletter/email")).toBe("new_evidence");
    expect(starts({ evidence: null }, minute, "newsletter/email")).toBe("new_evidence");
    expect(sessionRule(null, { atUs: 7, evidence: null })).toEqual({ starts: "first", state: { startedAtUs: 7, lastEventAtUs: 7, evidence: null } });
  });

  test("law: within a session no step is too long, no age too great, and evidence stays one", () => {
    const step = fc.record({ gapUs: fc.oneof(fc.integer({ min: -2 * minute, max: 40 * minute }), fc.integer({ min: 0, max: 20 * minute })), evidence: fc.constantFrom(null, null, "a", "b") });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let running: SessionState | null = null;
        let atUs = 10 * minute;
        for (const { gapUs, evidence } of steps) {
          const before: SessionState | null = running;
          atUs += gapUs;
          const decision = sessionRule(before, { atUs, evidence });
          running = decision.state;
          expect(decision.starts === "first").toBe(before === null);
          if (decision.starts !== null) expect(running).toEqual({ startedAtUs: atUs, lastEventAtUs: atUs, evidence });
          if (before === null || decision.starts !== null) continue;
          expect(atUs - before.startedAtUs).toBeLessThanOrEqual(sessionLimits.longestUs);
          expect(atUs - before.lastEventAtUs).toBeLessThanOrEqual(sessionLimits.idleUs);
          expect(before.lastEventAtUs - atUs).toBeLessThanOrEqual(sessionLimits.clockBackUs);
          expect(running.evidence).toBe(before.evidence);
          expect(running.lastEventAtUs).toBeGreaterThanOrEqual(before.lastEventAtUs);
        }
      }),
    );
  });
});
