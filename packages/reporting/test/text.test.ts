import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { ReportRow } from "../src/index.ts";
import { dateText } from "../src/text/date-text.ts";
import { decimal } from "../src/text/decimal.ts";
import { grouped } from "../src/text/grouped.ts";
import { metricText } from "../src/text/metric-value.ts";
import { money } from "../src/text/money.ts";
import { percent } from "../src/text/percent.ts";
import { plainWords } from "../src/text/plain-words.ts";
import { pValueText } from "../src/text/p-value.ts";
import { signedPercent } from "../src/text/signed-percent.ts";
import { significant } from "../src/text/significant.ts";
import { sampleReport } from "./sample-report.ts";

const read = (shown: string): number => Number(shown.replace(/,/g, "").replace("\u2212", "-"));

describe("numbers for people", () => {
  test("law: what is written reads back to the rounded number", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), fc.integer({ min: 0, max: 6 }), (value, places) => {
        expect(read(decimal(value, places))).toBeCloseTo(Number(value.toFixed(places)), places);
      }),
    );
  });

  test("law: four significant digits are never off by more than a thousandth", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1e12, noNaN: true }), (value) => {
        expect(Math.abs(read(significant(value)) / value - 1)).toBeLessThan(0.001);
      }),
    );
  });

  test("edge: zero has no sign, thousands have commas", () => {
    expect([decimal(-0.0001, 2), decimal(0, 1), grouped(-0.2), grouped(1234567), grouped(-1000)]).toEqual(["0.00", "0.0", "0", "1,234,567", "\u22121,000"]);
  });

  test("edge: changes are written to the precision a reader can use", () => {
    expect([0.0612, -0.0024, 1.4, 0, 0.00995].map(signedPercent)).toEqual(["+6.1%", "\u22120.24%", "+140%", "0.00%", "+1.0%"]);
    expect([1, 0.35, 0.0042, 0.00001].map(pValueText)).toEqual(["1", "0.350", "0.0042", "< 0.0001"]);
    expect([0, 12340.4, 0.0012344, 1.2e-9].map(significant)).toEqual(["0", "12,340", "0.001234", "1.20e\u22129"]);
    expect(percent(0.04349)).toBe("4.35%");
  });

  test("edge: money has the decimals of its currency", () => {
    expect([money(123_456, "EUR"), money(123_456, "JPY"), money(123_456, "KWD"), money(-5, "USD"), money(5, "constructor")]).toEqual([
      "1,234.56 EUR", "123,456 JPY", "123.456 KWD", "\u22120.05 USD", "0.05 constructor",
    ]);
  });

  test("edge: a date is that of UTC on the last and the first microsecond of a day", () => {
    const midnightUs = Date.UTC(2026, 2, 29) * 1000;
    expect([dateText(midnightUs - 1, "d MMM yyyy"), dateText(midnightUs, "d MMM yyyy, HH:mm 'UTC'")]).toEqual(["28 Mar 2026", "29 Mar 2026, 00:00 UTC"]);
  });

  test("edge: a code becomes words, a sentence stays", () => {
    expect(plainWords("unknown_key")).toBe("unknown key");
    expect(plainWords("order_rate is worse: -0.002 [-0.003, -0.001]")).toBe("order_rate is worse: -0.002 [-0.003, -0.001]");
  });

  test("edge: a rate differs by points, a mean by its own unit", () => {
    const rate = sampleReport.experiments[0]?.rows[0] as ReportRow;
    const text = metricText(rate);
    expect([text.value(0.0408), text.difference(-0.0038), text.difference(0), text.range(0.0003, 0.0074)]).toEqual(["4.08%", "\u22120.38\u00a0pts", "0.00\u00a0pts", "+0.03 to +0.74\u00a0pts"]);
    const mean = metricText({ ...rate, test: "welch" });
    expect([mean.value(2.3144), mean.difference(0.087), mean.range(-0.081, 0.255)]).toEqual(["2.314", "+0.08700", "\u22120.08 to +0.26"]);
  });
});
