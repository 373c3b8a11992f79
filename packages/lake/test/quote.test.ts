import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integerLiteral, quoteIdentifier, sqlLiteral, textLiteral } from "@liftproof/lake";

/** Reads a SQL text literal back as an engine would: the content between the quotes, doubled quotes made single. */
function readLiteral(sql: string, quote: string): string {
  expect(sql.startsWith(quote) && sql.endsWith(quote)).toBe(true);
  const inner = sql.slice(1, -1);
  expect(inner.replaceAll(quote + quote, "")).not.toContain(quote);
  return inner.replaceAll(quote + quote, quote);
}

const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("'; DROP TABLE lake.events; --", "''", "\\'", '"', "é\u2028😀"));

describe("quoting", () => {
  test("law: every text survives its literal, and nothing ends the literal early", () => {
    fc.assert(
      fc.property(texts, (raw) => {
        const text = raw.replaceAll("\u0000", "");
        expect(readLiteral(textLiteral(text), "'")).toBe(text);
        expect(readLiteral(quoteIdentifier(`n${text}`), '"')).toBe(`n${text}`);
      }),
    );
  });

  test("law: every whole number is its own digits, a negative one in parentheses", () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(BigInt(integerLiteral(value).replace(/[()]/g, ""))).toBe(value);
        expect(integerLiteral(value).startsWith("-")).toBe(false);
      }),
    );
  });

  test("edge: what no engine could keep is refused", () => {
    expect(() => textLiteral("a\u0000b")).toThrow(TypeError);
    expect(() => textLiteral("\ud800")).toThrow(TypeError);
    expect(textLiteral("😀")).toBe("'😀'");
    expect(() => quoteIdentifier("")).toThrow(TypeError);
    expect(() => integerLiteral(1.5)).toThrow(RangeError);
    expect(() => integerLiteral(2 ** 53)).toThrow(RangeError);
    expect([null, true, 7, -7n, "it's"].map(sqlLiteral)).toEqual(["NULL", "TRUE", "7", "(-7)", "'it''s'"]);
  });
});
