import { compareCodePoints, parseInstant, utcDate } from "@liftproof/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const lastMs = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

describe("instants", () => {
  test("law: agrees with Date on every instant it can express", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: lastMs }), (ms) => {
        const iso = new Date(ms).toISOString();
        expect(parseInstant(iso)).toBe(ms * 1000);
        expect(utcDate(ms * 1000)).toBe(iso.slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });

  test("law: a zone only shifts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 86_400_000, max: lastMs }), fc.integer({ min: -1439, max: 1439 }), (ms, minutes) => {
        const hours = String(Math.trunc(Math.abs(minutes) / 60)).padStart(2, "0");
        const rest = String(Math.abs(minutes) % 60).padStart(2, "0");
        const local = new Date(ms + minutes * 60_000).toISOString().slice(0, 23);
        expect(parseInstant(`${local}${minutes < 0 ? "-" : "+"}${hours}:${rest}`)).toBe(ms * 1000);
      }),
      { numRuns: 1000 },
    );
  });

  test("law: any text gives an instant or none", () => {
    const near = fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})?$/);
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        const micros = parseInstant(text);
        if (micros === null) return;
        expect(Number.isSafeInteger(micros) && micros >= 0).toBe(true);
        expect(Math.floor(micros / 1000)).toBe(Date.parse(text));
      }),
      { numRuns: 3000 },
    );
  });

  test("edge: calendar, clock, decimals and zone", () => {
    expect(parseInstant("2024-02-29T00:00:00Z")).toBe(Date.UTC(2024, 1, 29) * 1000);
    expect(parseInstant("2000-02-29T00:00:00Z")).not.toBeNull();
    expect(parseInstant("2026-01-01T00:00:00.000001Z")).toBe(Date.UTC(2026, 0, 1) * 1000 + 1);
    expect(parseInstant("2026-01-01T00:00:00.1Z")).toBe(Date.UTC(2026, 0, 1) * 1000 + 100_000);
    expect(parseInstant("1970-01-01T00:00:00Z")).toBe(0);
    expect(parseInstant("1970-01-01T00:00:00+00:01")).toBeNull();
    expect(parseInstant("2255-06-05T23:47:34.740991Z")).toBe(Number.MAX_SAFE_INTEGER);
    expect(parseInstant("2255-06-05T23:47:34.740992Z")).toBeNull();
    for (const text of [
      "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-04-31T00:00:00Z", "2026-04-00T00:00:00Z",
      "2026-04-01T24:00:00Z", "2026-04-01T23:60:00Z", "2026-04-01T23:59:60Z", "2026-04-01T00:00:00", "2026-04-01T00:00Z", "2026-04-01 00:00:00Z",
      "2026-04-01T00:00:00z", "2026-04-01T00:00:00.Z", "2026-04-01T00:00:00.1234567Z", "2026-04-01T00:00:00+2:00", "2026-04-01T00:00:00+0200",
      "2026-04-01T00:00:00+24:00", "2026-04-01T00:00:00+02:60", "+026-04-01T00:00:00Z", "2026-04-01T00:00:00ZZ", " 2026-04-01T00:00:00Z", "2026-04-01",
    ]) expect([text, parseInstant(text)]).toEqual([text, null]);
  });
});

describe("order by code point", () => {
  test("law: it is the order of the UTF-8 bytes", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 6 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
      { numRuns: 2000 },
    );
    const border = fc.array(fc.constantFrom("\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}", "a"), { maxLength: 3 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(border, border, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });
});
