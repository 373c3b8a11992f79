import type { CampaignTotal, ModelName, Order, SpendRow, Touch } from "@liftproof/attribution";
import { attributionRules, campaignTotals, channelEarnings, channelTotals, channelTouch, creditOrders, exactDigits, ratioText, spendReturns, spendTotals } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseUs } from "../support/rows.ts";

const hourUs = 3_600_000_000;
const rules = attributionRules({ collapseGapUs: null });
const unit = 10n ** BigInt(exactDigits);
const models: readonly ModelName[] = ["first", "linear", "position", "time-decay"];

const journey = fc.record({
  steps: fc.array(fc.record({ channel: fc.constantFrom("Ads", "Email", "Social"), campaign: fc.constantFrom(null, "spring", "brand") }), { maxLength: 4 }),
  valueMinor: fc.integer({ min: -500, max: 9000 }),
  currency: fc.constantFrom("EUR", "USD"),
});
const spendRow: fc.Arbitrary<SpendRow> = fc.record({
  channel: fc.constantFrom("Ads", "Email", "Radio"),
  campaign: fc.constantFrom(null, "spring", "brand"),
  day: fc.constantFrom("2026-05-01", "2026-05-02", "2026-06-01"),
  amountMinor: fc.nat(100_000),
  currency: fc.constant("EUR"),
});

describe("campaign totals", () => {
  test("law: per model and currency they add up to all orders and the whole value", () => {
    fc.assert(
      fc.property(fc.array(journey, { maxLength: 8 }), (drawn) => {
        const input = inputOf(drawn);
        const totals = campaignTotals({ ...input, models });
        for (const model of models) {
          for (const currency of ["EUR", "USD"]) {
            const orders = input.orders.filter((order) => order.currency === currency);
            const rows = totals.filter((row) => row.model === model && row.currency === currency);
            expect(near(sum(rows, "orders"), BigInt(orders.length) * unit)).toBe(true);
            expect(near(sum(rows, "valueMinor"), orders.reduce((value, order) => value + BigInt(order.valueMinor), 0n) * unit)).toBe(true);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  test("law: in one currency the campaigns of a channel add up to its channel total, and credits round them", () => {
    fc.assert(
      fc.property(fc.array(journey, { maxLength: 8 }), (drawn) => {
        const input = inputOf(drawn.map((one) => ({ ...one, currency: "EUR" })));
        const byCampaign = campaignTotals({ ...input, models });
        const byChannel = channelTotals({ ...input, models });
        const credits = creditOrders({ ...input, models });
        for (const model of models) {
          for (const { channel, orders, valueMinor } of byChannel.models[model] ?? []) {
            const rows = byCampaign.filter((row) => row.model === model && row.channel === channel);
            expect(near(sum(rows, "orders"), orders) && near(sum(rows, "valueMinor"), valueMinor)).toBe(true);
            const own = credits.filter((credit) => credit.model === model && credit.channel === channel);
            const rounded = own.reduce((total, credit) => total + BigInt(credit.creditMinor), 0n) * unit;
            const error = rounded > valueMinor ? rounded - valueMinor : valueMinor - rounded;
            expect(error <= BigInt(own.length) * unit).toBe(true);
          }
        }
      }),
      { numRuns: 80 },
    );
  });
});

describe("returns on spend", () => {
  test("law: no spend and no order gets lost, and every ratio is exact", () => {
    fc.assert(
      fc.property(fc.array(journey, { minLength: 1, maxLength: 8 }), fc.array(spendRow, { maxLength: 8 }), fc.constantFrom<readonly ("campaign" | "channel")[]>(["campaign"], ["channel"]), (drawn, spend, [by]) => {
        const earned = campaignTotals({ ...inputOf(drawn.map((one) => ({ ...one, currency: "EUR" }))), models });
        const rows = spendReturns({ earned, spent: spendTotals(spend), ...(by === undefined ? {} : { by }) });
        for (const model of models) {
          const own = rows.filter((row) => row.model === model);
          expect(own.reduce((total, row) => total + row.spendMinor, 0n)).toBe(spend.reduce((total, row) => total + BigInt(row.amountMinor), 0n));
          expect(sum(own, "orders")).toBe(sum(earned.filter((row) => row.model === model), "orders"));
          expect(sum(own, "valueMinor")).toBe(sum(earned.filter((row) => row.model === model), "valueMinor"));
        }
        for (const { orders, valueMinor, spendMinor, costPerOrder, roas } of rows) {
          expect(costPerOrder === null).toBe(orders === 0n);
          expect(roas === null).toBe(spendMinor === 0n);
          if (costPerOrder !== null) expect(costPerOrder.numerator * orders).toBe(spendMinor * unit * costPerOrder.denominator);
          if (roas !== null) expect(roas.numerator * spendMinor * unit).toBe(valueMinor * roas.denominator);
        }
      }),
      { numRuns: 80 },
    );
  });

  test("law: by channel it is the same whether campaigns are added up or channels were totaled", () => {
    fc.assert(
      fc.property(fc.array(journey, { minLength: 1, maxLength: 8 }), fc.array(spendRow, { maxLength: 8 }), (drawn, spend) => {
        const input = { ...inputOf(drawn.map((one) => ({ ...one, currency: "EUR" }))), models };
        const spent = spendTotals(spend);
        const added = spendReturns({ earned: campaignTotals(input), spent, by: "channel" });
        const totaled = spendReturns({ earned: channelEarnings(channelTotals(input), "EUR"), spent, by: "channel" });
        expect(totaled.map(({ model, channel, spendMinor }) => [model, channel, spendMinor])).toEqual(added.map(({ model, channel, spendMinor }) => [model, channel, spendMinor]));
        for (const [at, { costPerOrder, roas }] of totaled.entries()) {
          for (const [one, other] of [[costPerOrder, added[at]?.costPerOrder], [roas, added[at]?.roas]] as const) {
            expect(one && ratioText(one, 20)).toBe(other && ratioText(other, 20));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("example: Markov and Shapley have returns as well", () => {
    const input = inputOf([{ steps: [{ channel: "Ads", campaign: "spring" }, { channel: "Email", campaign: null }], valueMinor: 3000, currency: "EUR" }]);
    const earned = channelEarnings(channelTotals({ ...input, models: ["markov:1", "shapley"] }), "EUR");
    const spent = spendTotals([{ channel: "Ads", campaign: "spring", day: "2026-05-01", amountMinor: 500, currency: "EUR" }]);
    expect(spendReturns({ earned, spent, by: "channel" }).map(({ model, channel, roas }) => [model, channel, roas && ratioText(roas, 2)])).toEqual([
      ["markov:1", "Ads", "3"],
      ["markov:1", "Email", null],
      ["shapley", "Ads", "3"],
      ["shapley", "Email", null],
    ]);
  });

  test("example: cost per order and return, with what has no orders and what has no spend beside it", () => {
    const input = inputOf([
      { steps: [{ channel: "Ads", campaign: "spring" }], valueMinor: 5000, currency: "EUR" },
      { steps: [{ channel: "Ads", campaign: "spring" }, { channel: "Email", campaign: null }], valueMinor: 2500, currency: "EUR" },
    ]);
    const spent = spendTotals([
      { channel: "Ads", campaign: "spring", day: "2026-05-01", amountMinor: 700, currency: "EUR" },
      { channel: "Ads", campaign: "spring", day: "2026-05-02", amountMinor: 300, currency: "EUR" },
      { channel: "Radio", day: "2026-05-02", amountMinor: 9900, currency: "EUR" },
    ]);
    const rows = spendReturns({ earned: campaignTotals({ ...input, models: ["linear"] }), spent });
    expect(rows.map(({ channel, campaign, costPerOrder, roas }) => [channel, campaign, costPerOrder && ratioText(costPerOrder, 2), roas && ratioText(roas, 4)])).toEqual([
      ["Ads", "spring", "666.67", "6.25"],
      ["Email", null, "0", null],
      ["Radio", null, null, "0"],
    ]);
  });

  test("example: a period counts both of its days", () => {
    const rows = ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01"].map((day) => ({ channel: "Ads", day, amountMinor: 10, currency: "EUR" }));
    expect(spendTotals(rows, { fromDay: "2026-05-01", toDay: "2026-05-31" })).toEqual([{ channel: "Ads", campaign: null, currency: "EUR", spendMinor: 20n }]);
  });

  test("edge: currencies stand side by side, but spend beside orders of another currency is refused", () => {
    const steps = [{ channel: "Ads", campaign: "spring" }];
    const order = (currency: string): { steps: typeof steps; valueMinor: number; currency: string } => ({ steps, valueMinor: 100, currency });
    const spent = spendTotals([{ channel: "Ads", campaign: "spring", day: "2026-05-01", amountMinor: 50, currency: "USD" }]);
    const both = spendReturns({ earned: campaignTotals({ ...inputOf([order("EUR"), order("USD")]), models: ["last"] }), spent });
    expect(both.map(({ currency, roas }) => [currency, roas && ratioText(roas, 2)])).toEqual([
      ["EUR", null],
      ["USD", "2"],
    ]);
    expect(() => spendReturns({ earned: campaignTotals({ ...inputOf([order("EUR")]), models: ["last"] }), spent })).toThrow(
      "spend: expected EUR for Ads, campaign spring, the currency of its orders, got USD; convert one into the other first",
    );
  });

  test("edge: broken rows are refused with what was expected", () => {
    const row = { channel: "Ads", day: "2026-05-01", amountMinor: 1, currency: "EUR" };
    expect(() => spendTotals([{ ...row, day: "2026-02-30" }])).toThrow("spend.day: expected a day such as 2026-05-31, got 2026-02-30");
    expect(() => spendTotals([{ ...row, amountMinor: 0.5 }])).toThrow("spend.amountMinor: expected whole minor units, got 0.5");
    expect(() => spendTotals([{ ...row, currency: "eur" }])).toThrow("spend.currency: expected an ISO 4217 code such as EUR, got eur");
    expect(() => spendTotals([row], { fromDay: "May" })).toThrow("fromDay: expected a day such as 2026-05-31, got May");
    expect(() => ratioText({ numerator: 1n, denominator: 2n }, -1)).toThrow("decimals: expected a whole number of at least 0, got -1");
  });

  test("edge: a half is rounded away from zero, on either side", () => {
    expect([1n, -1n, 3n].map((numerator) => ratioText({ numerator, denominator: 8n }, 2))).toEqual(["0.13", "-0.13", "0.38"]);
  });
});

function sum(rows: readonly CampaignTotal[], field: "orders" | "valueMinor"): bigint {
  return rows.reduce((total, row) => total + row[field], 0n);
}

/** Up to what rounding at the 36th decimal leaves per row. */
function near(a: bigint, b: bigint): boolean {
  return (a > b ? a - b : b - a) < 1000n;
}

function inputOf(drawn: readonly { steps: readonly { channel: string; campaign: string | null }[]; valueMinor: number; currency: string }[]): {
  touches: readonly Touch[];
  orders: readonly Order[];
  rules: typeof rules;
  watermarkUs: number;
} {
  const touches = drawn.flatMap(({ steps }, person) =>
    steps.map(({ channel, campaign }, at) => channelTouch({ identityId: `u${person}`, eventId: `u${person}-${at}`, timeUs: baseUs + at * hourUs, channel, campaign })),
  );
  const orderTsUs = baseUs + 24 * hourUs;
  const orders = drawn.map(({ valueMinor, currency }, person) => ({ orderId: `o${person}`, identityId: `u${person}`, eventId: `e${person}`, orderTsUs, receivedTsUs: orderTsUs, valueMinor, currency }));
  return { touches, orders, rules, watermarkUs: Infinity };
}
