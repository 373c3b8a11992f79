import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseInstant as parseEventInstant } from "@liftproof/events";
import { parseInstant } from "../../src/attribute/parse-instant.ts";

const day = fc.date({ min: new Date("1970-01-02T00:00:00Z"), max: new Date("2255-06-01T00:00:00Z"), noInvalidDate: true });

describe("parse instant", () => {
  test("law: what toISOString writes comes back, whatever the zone it is written in", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const sign = offset < 0 ? "-" : "+";
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, "0"));
        expect(parseInstant(`${local}${sign}${hours}:${minutes}`)).toBe(date.getTime() * 1000);
        expect(parseInstant(`${local.replace("T", " ")} ${sign}${hours}${minutes}`)).toBe(date.getTime() * 1000);
        expect(parseInstant(date.toISOString())).toBe(date.getTime() * 1000);
      }),
    );
  });

  test("law: any text gives an instant or null, never an exception", () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom(undefined, "s" as const, "us" as const), (text, unit) => {
      const instant = parseInstant(text, unit);
      expect(instant === null || Number.isSafeInteger(instant)).toBe(true);
    }));
  });

  test("law: text that an event may have is the same instant here", () => {
    const parts = [["2026", "0026", "2255", "1969", "1970", "2024"], ["-02-29", "-11-30", "-06-31", "-13-01", "-01-01"], ["T", "t", " "], ["23:59", "24:00", "00:00", "10:60"], [":07", ":59", ":60", ""], ["", ".5", ".123456", ".1234567", "."], ["Z", "z", "+14:00", "-23:59", "+24:00", "+0200", ""]];
    const texts = parts.reduce<readonly string[]>((begun, choices) => begun.flatMap((text) => choices.map((choice) => text + choice)), [""]);
    const known = texts.flatMap((text) => parseEventInstant(text) ?? []);
    expect(known.length).toBeGreaterThan(200);
    expect(texts.filter((text) => parseEventInstant(text) !== null).map((text) => parseInstant(text))).toEqual(known);
  });

  test.each([
    ["2026-11-23", Date.UTC(2026, 10, 23) * 1000],
    ["2026-11-23 10:00", Date.UTC(2026, 10, 23, 10) * 1000],
    ["2017-01-21 22:11:48.556739", Date.UTC(2017, 0, 21, 22, 11, 48) * 1000 + 556_739],
    ["2026-11-23T10:00:00.1234569Z", Date.UTC(2026, 10, 23, 10) * 1000 + 123_456],
    ["2024-02-29T23:59:59Z", Date.UTC(2024, 1, 29, 23, 59, 59) * 1000],
  ])("edge: %s is read as UTC to the microsecond", (text, micros) => {
    expect(parseInstant(text)).toBe(micros);
  });

  test.each(["2023-02-29", "2026-13-01", "2026-00-10", "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "22/07/2018", "1532292041", "", "yesterday", "2026-11-23T10:00:00+99:00", "1969-12-31T23:59:59Z", "2300-01-01"])("edge: %j is not guessed at", (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test.each([
    ["1532292041", "s", 1_532_292_041_000_000],
    ["1532292041.5", "s", 1_532_292_041_500_000],
    ["1532292041123", "ms", 1_532_292_041_123_000],
    ["1532292041123456", "us", 1_532_292_041_123_456],
    ["-1", "s", null],
  ] as const)("edge: the number %s in %s is exact", (text, unit, micros) => {
    expect(parseInstant(text, unit)).toBe(micros);
  });
});
