import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { AttributionRulesInput, ChannelModel, Order, PathTransform, Touch } from "@liftproof/attribution";
import { attributionRules, channelTotals, channelTouch, decimalText, exactDigits } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { dataFolder, hasData } from "./data-folder.ts";
import oracle from "./oracle/joint-models.json" with { type: "json" };

const dayUs = 86_400_000_000;

describe.skipIf(!hasData("journeys-july2018"))("journeys of July 2018 under time decay, Markov and Shapley", () => {
  const input = hasData("journeys-july2018") ? journeys() : { touches: [], orders: [] };

  test.each([
    ["one day", { lookbackUs: dayUs }, oracle.oneDay],
    ["seven days", { lookbackUs: 7 * dayUs }, oracle.sevenDays],
    ["no lookback", { lookbackUs: null }, oracle.noLookback],
    ["no lookback, a conversion is a touch of itself", { lookbackUs: null, conversionIsTouch: true }, oracle.noLookbackConversionIsTouch],
  ] as const)("vector: totals agree with an independent program in Python: %s", (_, rules, truth) => {
    agree(truth, rules);
  });

  test.each(Object.entries(oracle.transforms))("vector: totals over journeys cut at orders agree under the transform %s", (transform, truth) => {
    agree(truth, { lookbackUs: null, resetAtOrder: true }, transform as PathTransform);
  });

  function agree(truth: Readonly<Record<string, Readonly<Record<string, { readonly orders: number; readonly value: number }>>>>, changes: AttributionRulesInput, transform: PathTransform = "as-is"): void {
    const rules = attributionRules({ collapseGapUs: null, ...changes });
    const { models, markovResidual } = channelTotals({ ...input, rules, watermarkUs: Infinity, models: Object.keys(truth) as ChannelModel[], transform });
    expect(markovResidual).toBeLessThan(1e-15);
    for (const [model, channels] of Object.entries(truth)) {
      const found = models[model] ?? [];
      expect([model, found.map(({ channel }) => channel)]).toEqual([model, Object.keys(channels)]);
      for (const { channel, orders, valueMinor } of found) {
        const expected = channels[channel] ?? { orders: Number.NaN, value: Number.NaN };
        expect(Math.abs(Number(decimalText(orders, { scale: exactDigits, decimals: 18 })) - expected.orders)).toBeLessThan(1e-10 * expected.orders);
        expect(Math.abs(Number(decimalText(valueMinor, { scale: exactDigits + 2, decimals: 18 })) - expected.value)).toBeLessThan(1e-10 * expected.value);
      }
    }
  }
});

/** Every row is a touch; one with a conversion is an order as well. The number of the row is its id. */
function journeys(): { readonly touches: readonly Touch[]; readonly orders: readonly Order[] } {
  const touches: Touch[] = [];
  const orders: Order[] = [];
  const lines = gunzipSync(readFileSync(join(dataFolder, "journeys-july2018/touches.csv.gz"))).toString("utf8").trimEnd().split(/\r?\n/u);
  for (const [at, line] of lines.entries()) {
    const [identityId = "", time = "", , conversion, value, channel = ""] = line.split(",");
    if (at === 0) continue;
    const eventId = String(at);
    const timeUs = Date.parse(time) * 1000;
    touches.push(channelTouch({ identityId, eventId, timeUs, channel }));
    if (conversion === "1") orders.push({ orderId: eventId, identityId, eventId, orderTsUs: timeUs, receivedTsUs: timeUs, valueMinor: Math.round(Number(value) * 100), currency: "EUR" });
  }
  return { touches, orders };
}
