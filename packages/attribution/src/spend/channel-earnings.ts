import type { ChannelTotals } from "../channel-totals.ts";
import type { CampaignTotal } from "./campaign-totals.ts";

/**
 * Channel totals as rows that spend can be joined to, Markov and Shapley included.
 *
 * @param currency - The one currency of the orders that were totaled.
 */
export function channelEarnings({ models }: Pick<ChannelTotals, "models">, currency: string): readonly CampaignTotal[] {
  return Object.entries(models).flatMap(([model, totals]) =>
    totals.map(({ channel, orders, valueMinor }) => ({ model, channel, campaign: null, currency, orders, valueMinor })),
  );
}
