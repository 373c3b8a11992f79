import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attributionRules, channelTouch } from "@liftproof/attribution";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { compareGeometricMeans } from "../custom-estimator.mjs";
import { read } from "../custom-event.mjs";
import { proofWeighted } from "../custom-model.mjs";
import { readExperiment } from "../read-a-csv.mjs";

describe("an event of your own", () => {
  const nowUs = Date.UTC(2026, 10, 23) * 1000;
  const line = (payload: object): string => JSON.stringify({ event_name: "gift.wrapped", event_id: "g-1", event_ts_us: nowUs, anon_id: "a1", payload });

  test("example: its fields are checked and what is nested becomes flat", () => {
    const [good, bad] = read([line({ gift_id: "42", to: { name: "Ada" } }), line({ ribbon: "blue" })], nowUs);
    expect(good).toMatchObject({ kind: "accepted", row: { eventName: "gift.wrapped", payload: { gift_id: "42", "to.name": "Ada" } } });
    expect(bad).toMatchObject({ kind: "rejected", rejection: { path: "payload.gift_id" } });
  });
});

describe("a model of your own", () => {
  const noonUs = Date.UTC(2026, 10, 23, 12) * 1000;
  const hourUs = 3_600_000_000;
  const anyTouch = fc.record({ age: fc.integer({ min: -5, max: 300 }), channel: fc.constantFrom("Email", "Ads", "direct"), proof: fc.boolean() });
  const inputOf = (drawn: readonly { readonly age: number; readonly channel: string; readonly proof: boolean }[], valueMinor: number) => ({
    touches: drawn.map(({ age, channel, proof }, at) =>
      channelTouch({ identityId: "u:1", eventId: `t${at}`, timeUs: noonUs - age * hourUs, channel, source: null, ...(proof && channel !== "direct" ? { tokenStatus: "verified" as const } : {}) }),
    ),
    orders: [{ orderId: "o1", identityId: "u:1", eventId: "e1", orderTsUs: noonUs, receivedTsUs: noonUs, valueMinor, currency: "EUR" }],
    rules: attributionRules(),
    watermarkUs: noonUs + 24 * hourUs,
  });

  test("law: its credits add up to the order, and only clicks within the lookback get any", () => {
    fc.assert(
      fc.property(fc.array(anyTouch, { maxLength: 8 }), fc.integer({ min: -1_000_000, max: 1_000_000 }), (drawn, valueMinor) => {
        const credits = proofWeighted(inputOf(drawn, valueMinor), "o1");
        const stand = drawn.filter(({ age, channel }) => age >= 0 && age <= 7 * 24 && channel !== "direct").length;
        expect(credits).toHaveLength(stand);
        expect(credits.reduce((sum: number, { creditMinor }) => sum + Number(creditMinor), 0)).toBe(stand === 0 ? 0 : valueMinor);
      }),
      { numRuns: 60 },
    );
  });

  test("example: proof weighs three times a claim, and the cent left over goes to the greatest remainder", () => {
    const credits = proofWeighted(inputOf([{ age: 48, channel: "Email", proof: true }, { age: 1, channel: "Ads", proof: false }], 4999), "o1");
    expect(credits).toEqual([{ eventId: "t1", channel: "Ads", creditMinor: 1250 }, { eventId: "t0", channel: "Email", creditMinor: 3749 }]);
  });
});

describe("an estimator of your own", () => {
  const values = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 3, maxLength: 20 });
  const close = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)));

  test("law: the interval leaves out 1 exactly when p is below alpha", () => {
    fc.assert(
      fc.property(values, values, fc.constantFrom(0.01, 0.05, 0.5), (control, treatment, alpha) => {
        const found = compareGeometricMeans(control, treatment, { alpha });
        fc.pre(found.kind === "compared");
        const [low = 0, high = 0] = found.interval;
        expect(low > 1 || high < 1).toBe(found.pValue < alpha);
      }),
    );
  });

  test("law: a change of unit changes nothing, and swapping the arms inverts the ratio", () => {
    fc.assert(
      fc.property(values, values, fc.double({ min: 0.1, max: 10, noNaN: true }), (control, treatment, unit) => {
        const found = compareGeometricMeans(control, treatment, { alpha: 0.05 });
        const scaled = compareGeometricMeans(control.map((value) => value * unit), treatment.map((value) => value * unit), { alpha: 0.05 });
        const swapped = compareGeometricMeans(treatment, control, { alpha: 0.05 });
        fc.pre(found.kind === "compared" && scaled.kind === "compared" && swapped.kind === "compared");
        close(scaled.ratio, found.ratio);
        close(swapped.ratio * found.ratio, 1);
        close(swapped.pValue, found.pValue);
      }),
    );
  });

  test("edge: what has no logarithm is refused by name", () => {
    expect(() => compareGeometricMeans([1, 0, 2], [1, 2, 3], { alpha: 0.05 })).toThrow("value: expected a finite number above 0, got 0");
  });
});

describe("a file, as from a notebook", () => {
  const folder = mkdtempSync(join(tmpdir(), "liftproof-recipe-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("example: the rows become a split, three comparisons and a page", async () => {
    const path = join(folder, "units.csv");
    const rows = Array.from({ length: 400 }, (_, at) => [`u${at}`, at % 2 === 0 ? "control" : "short", at % 5 === 0 ? 1 : 0, (at % 7) * 10 + (at % 2), at % 11].join());
    writeFileSync(path, ["unit_id,variant,ordered,revenue,revenue_before", ...rows].join("\n"));
    const { read: units, comparisons, result, html } = await readExperiment(path);
    expect(units.rows).toMatchObject({ read: 400, used: 400 });
    expect(comparisons.map(({ arm, orderRate, revenue, adjustedRevenue }) => [arm, orderRate.kind, revenue.kind, adjustedRevenue.kind])).toEqual([["short", "compared", "compared", "compared"]]);
    expect(result.metrics).toHaveLength(2);
    expect(html).toContain("order_rate");
  });
});
