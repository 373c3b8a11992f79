import type { ChannelRule } from "./channel-rule.ts";
import type { ChannelEdition } from "./ga4-channel-rules.ts";
import { ga4ChannelRules } from "./ga4-channel-rules.ts";
import { productChannelRules } from "./product-channel-rules.ts";

/** The whole grouping in force: custom rules, then the product's, then the default edition. */
export function channelRules(edition: ChannelEdition, custom: readonly ChannelRule[] = []): readonly ChannelRule[] {
  return [...custom, ...productChannelRules, ...ga4ChannelRules[edition]];
}
