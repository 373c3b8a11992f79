import { minorDigits as digitsOfDecisions } from "@liftproof/experiments";
import { minorDigits as digitsOfPages } from "@liftproof/reporting";
import { describe, expect, test } from "vitest";

describe("decimals of a currency", () => {
  test("law: decisions and pages read every amount alike", () => {
    const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
    const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    expect(codes.filter((code) => digitsOfDecisions(code) !== digitsOfPages(code))).toEqual([]);
  });

  test("edge: as ISO 4217 has them, and not as prices are written", () => {
    expect(["EUR", "HUF", "JPY", "KWD", "CLF", "__proto__"].map(digitsOfPages)).toEqual([2, 2, 0, 3, 4, 2]);
  });
});
