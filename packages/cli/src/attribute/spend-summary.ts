import { campaignTotals, channelEarnings, channelTotals, decimalText, exactDigits, ratioText, spendReturns, spendTotals } from "@liftproof/attribution";
import type { AttributionInput, ChannelModel, ModelName, SpendReturn, SpendRow } from "@liftproof/attribution";
import { minorDigits } from "@liftproof/reporting";
import type { ModelChoice } from "./attribute-journeys.ts";

/** What one channel, or one of its campaigns, cost and earned, in the units of the file. */
export interface SpendSum {
  readonly channel: string;
  readonly campaign: string | null;
  readonly currency: string;
  readonly orders: number;
  readonly value: number;
  readonly spend: number;
  /** `null` without an order. */
  readonly costPerOrder: number | null;
  /** Money earned per money paid; `null` unless something was paid. */
  readonly roas: number | null;
}

/** What was paid, and how fine to tell it. */
export interface SpendChoice extends ModelChoice {
  readonly spend: readonly SpendRow[];
  /** Campaigns where a model splits each order by itself; Markov and Shapley know channels only. */
  readonly byCampaign: boolean;
  /** The one currency of the orders. */
  readonly currency: string;
}

/** Cost per order and return on spend per model. What was paid for without an order stays, and so does what was earned without spend. */
export function spendSummary(input: AttributionInput, { models, transform, spend, byCampaign, currency }: SpendChoice): Readonly<Record<string, readonly SpendSum[]>> {
  const spent = spendTotals(spend);
  const fine = byCampaign ? models.filter(isSplit) : [];
  const coarse = models.filter((model) => !byCampaign || !isSplit(model));
  const returns = [
    ...spendReturns({ earned: campaignTotals({ ...input, models: fine, transform }), spent }),
    ...spendReturns({ earned: channelEarnings(channelTotals({ ...input, models: coarse, transform }), currency), spent, by: "channel" }),
  ];
  return Object.fromEntries(models.map((model) => [model, returns.filter((row) => row.model === model).map(sumOf)]));
}

function isSplit(model: ChannelModel): model is ModelName {
  return model !== "shapley" && !model.startsWith("markov:");
}

/** Decimals that a ratio is told in: more than a double shows. */
const DECIMALS = 15;

function sumOf({ channel, campaign, currency, orders, valueMinor, spendMinor, costPerOrder, roas }: SpendReturn): SpendSum {
  const digits = minorDigits(currency);
  const units = (value: bigint, scale: number): number => Number(decimalText(value, { scale, decimals: DECIMALS }));
  return {
    channel,
    campaign,
    currency,
    orders: units(orders, exactDigits),
    value: units(valueMinor, exactDigits + digits),
    spend: units(spendMinor, digits),
    costPerOrder: costPerOrder === null ? null : Number(ratioText({ numerator: costPerOrder.numerator, denominator: costPerOrder.denominator * 10n ** BigInt(digits) }, DECIMALS)),
    roas: roas === null ? null : Number(ratioText(roas, DECIMALS)),
  };
}
