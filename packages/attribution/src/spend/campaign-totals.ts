import { compareCodePoints } from "@liftproof/events";
import { channelOfTouch } from "../channel-of-touch.ts";
import type { CreditInput } from "../credit-orders.ts";
import { directChannel } from "../direct-channel.ts";
import { eachJourney } from "../each-journey.ts";
import type { ChannelLedger } from "../models/channel-ledger.ts";
import { channelLedger } from "../models/channel-ledger.ts";
import type { ModelName } from "../models/model-name.ts";
import { orderWeights } from "../models/order-weights.ts";
import type { OrderPath } from "../order-path.ts";
import { requireTransform } from "../paths/require-transform.ts";
import { walkPaths } from "../paths/walk-paths.ts";
import type { JudgedTouch } from "../touch.ts";

/** What one campaign of a channel earned under one model in one currency. */
export interface CampaignTotal {
  readonly model: string;
  readonly channel: string;
  /** `null` for touches that name no campaign. */
  readonly campaign: string | null;
  readonly currency: string;
  /** Units of 10^-36 orders. */
  readonly orders: bigint;
  /** Units of 10^-36 minor units. */
  readonly valueMinor: bigint;
}

/**
 * What every campaign earned under the models that split each order by itself, without rounding to minor units.
 *
 * Currencies are kept apart: one total each. Orders without a touch stand under `direct`.
 *
 * @returns By the given order of models, then by channel, campaign (none first) and currency, by code point.
 * @throws RangeError for a transform that does not exist.
 */
export function campaignTotals(input: CreditInput): readonly CampaignTotal[] {
  const { rules, models } = input;
  const settings = { rules, transform: requireTransform(input.transform) };
  const ledgers = models.map((model) => ({ model, ledger: channelLedger() }));
  for (const journey of eachJourney(input)) {
    walkPaths(journey, settings, (path) => {
      for (const { model, ledger } of ledgers) credit(path, ledger, orderWeights(model, path, rules));
    });
  }
  return ledgers.flatMap(({ model, ledger }) => totalsOf(model, ledger));
}

function credit({ order }: OrderPath, ledger: ChannelLedger, weighted: ReturnType<typeof orderWeights>): void {
  const { currency, valueMinor } = order;
  let of = 0;
  for (const { weight } of weighted) of += weight;
  if (of === 0) ledger.add(JSON.stringify([directChannel, null, currency]), { valueMinor, weight: 1, of: 1 });
  for (const { touch, weight } of weighted) ledger.add(keyOf(touch, currency), { valueMinor, weight, of });
}

function keyOf(touch: JudgedTouch, currency: string): string {
  return JSON.stringify([channelOfTouch(touch), touch.labels?.campaign ?? null, currency]);
}

function totalsOf(model: ModelName, ledger: ChannelLedger): readonly CampaignTotal[] {
  return ledger
    .totals()
    .map(({ channel: key, orders, valueMinor }) => {
      const [channel, campaign, currency] = JSON.parse(key) as [string, string | null, string];
      return { model, channel, campaign, currency, orders, valueMinor };
    })
    .sort((a, b) => compareCodePoints(a.channel, b.channel) || compareCodePoints(a.campaign ?? "", b.campaign ?? "") || compareCodePoints(a.currency, b.currency));
}
