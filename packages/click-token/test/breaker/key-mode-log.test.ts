import { keyHours, keyModeAt, keyModeLog, mergeKeyHours } from "@liftproof/click-token";
import type { KeyHour } from "@liftproof/click-token";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const hour = 3_600_000_000;
const start = Date.UTC(2026, 5, 1) * 1000;
type Counts = KeyHour["counts"];
const hoursOf = (counts: readonly Counts[], keyId = "1"): KeyHour[] => counts.map((each, at) => ({ keyId, hourUs: start + at * hour, counts: each }));
const usualDay: readonly Counts[] = Array.from({ length: 24 }, () => ({ verified: 100 }));

describe("circuit breaker", () => {
  test("example: a rotation that went wrong lowers the key, and working again raises it", () => {
    const log = keyModeLog(hoursOf([...usualDay, { verified: 3, bad_signature: 97 }, { verified: 19, bad_signature: 90 }, { verified: 20, bad_signature: 80 }]));
    expect(log).toEqual([
      { keyId: "1", mode: "report", atUs: start + 25 * hour, verified: 3, usualVerified: 100, refused: 97, tokens: 100 },
      { keyId: "1", mode: "enforce", atUs: start + 27 * hour, verified: 20, usualVerified: 100, refused: 80, tokens: 100 },
    ]);
    expect([24, 25, 26.99, 27].map((at) => keyModeAt(log, "1", start + at * hour))).toEqual(["enforce", "report", "report", "enforce"]);
    expect(keyModeAt(log, "2", start + 26 * hour)).toBe("enforce");
  });

  test("edge: a fifth of the mean, a mean of 100 and half of the tokens are the exact bounds", () => {
    const after = (counts: Counts, usual = 100) => keyModeLog(hoursOf([...usualDay.map(() => ({ verified: usual })), counts])).map(({ mode }) => mode);
    expect(after({ verified: 19, bad_signature: 20 })).toEqual(["report"]);
    expect(after({ verified: 20, bad_signature: 1000 })).toEqual([]);
    expect(after({ verified: 19, bad_signature: 19 })).toEqual([]);
    expect(after({ verified: 19, bad_signature: 10, key_not_valid: 10 })).toEqual(["report"]);
    expect(after({ verified: 0, bad_signature: 1000 }, 99)).toEqual([]);
    expect(after({})).toEqual([]);
  });

  test("edge: silent hours count as zero in the mean, and a key's first day has a low one", () => {
    const young = hoursOf(usualDay.slice(0, 23));
    expect(keyModeLog([...young, { keyId: "1", hourUs: start + 23 * hour, counts: { bad_signature: 500 } }])).toEqual([]);
    const gap = { keyId: "1", hourUs: start + 48 * hour, counts: { bad_signature: 500 } };
    expect(keyModeLog([...hoursOf(usualDay), gap])).toEqual([]);
    const soon = { keyId: "1", hourUs: start + 1000 * 24 * hour, counts: { bad_signature: 500 } };
    expect(keyModeLog([...hoursOf(usualDay), soon])).toEqual([]);
  });

  const counts = fc.record({ verified: fc.integer({ min: 0, max: 300 }), bad_signature: fc.integer({ min: 0, max: 600 }), key_not_valid: fc.integer({ min: 0, max: 50 }), expired: fc.integer({ min: 0, max: 50 }) });
  const history = fc.array(counts, { minLength: 20, maxLength: 60 });

  test("law: junk alone never lowers a key", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 30, maxLength: 60 }), (junk) => {
        const flooded = junk.map((bad_signature) => ({ verified: 120, bad_signature }));
        expect(keyModeLog(hoursOf(flooded))).toEqual([]);
      }),
    );
  });

  test("law: tokens that name no key of the ring change nothing", () => {
    fc.assert(
      fc.property(history, fc.nat(100_000), (own, flood) => {
        const noise = own.map((_, at): KeyHour => ({ keyId: null, hourUs: start + at * hour, counts: { unknown_key: flood, malformed: flood } }));
        expect(keyModeLog([...hoursOf(own), ...noise])).toEqual(keyModeLog(hoursOf(own)));
      }),
    );
  });

  test("law: the order and number of parts do not matter, and keys do not see each other", () => {
    fc.assert(
      fc.property(history, history, fc.infiniteStream(fc.boolean()), (one, two, choice) => {
        const whole = [...hoursOf(one, "1"), ...hoursOf(two, "2")];
        const log = keyModeLog(whole);
        expect(keyModeLog([...whole].reverse())).toEqual(log);
        const left = whole.filter(() => choice.next().value === true);
        const right = whole.filter((each) => !left.includes(each));
        expect(keyModeLog([...mergeKeyHours(right), ...mergeKeyHours(left)])).toEqual(log);
        expect(log.filter(({ keyId }) => keyId === "1")).toEqual(keyModeLog(hoursOf(one, "1")));
      }),
      { numRuns: 60 },
    );
  });

  test("law: switches of one key take turns, report first", () => {
    fc.assert(
      fc.property(history, (own) => {
        for (const [at, { mode }] of keyModeLog(hoursOf(own)).entries()) expect(mode).toBe(at % 2 === 0 ? "report" : "enforce");
      }),
    );
  });

  test("example: verdicts counted by key and hour", () => {
    const arrivals = [
      { status: "verified" as const, keyId: "10", receivedAtUs: start },
      { status: "verified" as const, keyId: "2", receivedAtUs: start + hour - 1 },
      { status: "missing" as const, receivedAtUs: start + 5 },
      { status: "verified" as const, keyId: "2", receivedAtUs: start + hour },
      { status: "verified" as const, keyId: "2", receivedAtUs: start + 7 },
    ];
    expect(keyHours(arrivals)).toEqual([
      { keyId: null, hourUs: start, counts: { missing: 1 } },
      { keyId: "2", hourUs: start, counts: { verified: 2 } },
      { keyId: "10", hourUs: start, counts: { verified: 1 } },
      { keyId: "2", hourUs: start + hour, counts: { verified: 1 } },
    ]);
  });
});
