import type { ReportAttribution } from "../report-input.ts";

/** One channel under every model, and as it really was where that is known. */
export interface ChannelLine {
  readonly channel: string;
  /** In the order of the models. */
  readonly credits: readonly { readonly orders: number; readonly valueMinor: number }[];
  /** `null` when no truth is known at all. */
  readonly trueOrders: number | null;
}

/** Every channel that some model or the truth knows, most orders under the first model first. */
export function channelLines({ byChannel, truth }: ReportAttribution, models: readonly string[]): readonly ChannelLine[] {
  const trueOrders = new Map(truth?.map(({ channel, orders }) => [channel, orders]));
  const names = [...new Set([...byChannel.map(({ channel }) => channel), ...trueOrders.keys()])];
  return names
    .map((channel) => ({
      channel,
      credits: models.map((model) => byChannel.find((entry) => entry.channel === channel && entry.model === model) ?? NO_CREDIT),
      trueOrders: truth === undefined ? null : (trueOrders.get(channel) ?? 0),
    }))
    .sort((a, b) => (b.credits[0]?.orders ?? 0) - (a.credits[0]?.orders ?? 0));
}

const NO_CREDIT = { orders: 0, valueMinor: 0 };
