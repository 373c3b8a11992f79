import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inUnitsOf, parseDecimal } from "../../src/attribute/decimal.ts";

describe("decimal amounts", () => {
  test("law: cents written with either mark come back exactly", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (cents) => {
        const magnitude = cents < 0n ? -cents : cents;
        const text = `${cents < 0n ? "-" : ""}${magnitude / 100n}.${String(magnitude % 100n).padStart(2, "0")}`;
        const point = parseDecimal(text, ".");
        expect(point === null ? null : inUnitsOf(point, 2)).toBe(cents);
        expect(parseDecimal(text.replace(".", ","), ",")).toEqual(point);
      }),
    );
  });

  test("law: more digits and back changes nothing", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(9), fc.nat(9), (units, digits, more) => {
        const finer = inUnitsOf({ units, digits }, digits + more);
        expect(inUnitsOf({ units: finer, digits: digits + more }, digits)).toBe(units);
      }),
    );
  });

  test.each([
    ["0.005", 1n],
    ["-0.005", -1n],
    ["0.0049", 0n],
    ["1.999", 200n],
  ])("edge: %s rounds to whole cents half away from zero", (text, cents) => {
    const decimal = parseDecimal(text, ".");
    expect(decimal === null ? null : inUnitsOf(decimal, 2)).toBe(cents);
  });

  test.each(["", ".", "1e5", "1,5", "1 000", "0x1", "--1", "NaN", "1_000"])("edge: %j is no amount", (text) => {
    expect(parseDecimal(text, ".")).toBeNull();
  });
});
