import { minorDigits } from "@liftproof/reporting";
import { describe, expect, test } from "vitest";
import { isCurrency } from "../../src/attribute/is-currency.ts";

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));

describe("codes of currencies", () => {
  test("law: every code that Node names today, and every one with decimals of its own, is known", () => {
    // Not money: metals, funds units, drawing rights, test codes, and Node's own word for none.
    const others = ["XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"];
    expect(Intl.supportedValuesOf("currency").filter((code) => !isCurrency(code) && !others.includes(code))).toEqual([]);
    expect(codes.filter((code) => minorDigits(code) !== 2 && !isCurrency(code))).toEqual([]);
  });

  test("edge: what is no money, or written otherwise, is no currency", () => {
    expect(["EUR", "DEM", "eur", "US$", "XTS", "XXX", "EURO", "", "BTC"].filter(isCurrency)).toEqual(["EUR", "DEM"]);
    expect(codes.filter(isCurrency).length).toBeGreaterThan(200);
  });
});
