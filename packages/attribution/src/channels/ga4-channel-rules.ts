import type { ChannelCondition, ChannelRule } from "./channel-rule.ts";
import { sourcePattern } from "./source-pattern.ts";

/** Editions of the public default channel grouping; 2026-05 adds AI Assistant. */
export type ChannelEdition = "2023-11" | "2026-05";

const paidMedium: ChannelCondition = { field: "medium", op: "matches", value: "cp|^(ppc|retargeting)$|^paid" };
const shoppingCampaign: ChannelCondition = {
  field: "campaign",
  op: "matches",
  value: "([^a-df-z]|^)shop|shopping",
};
const shoppingSource: ChannelCondition = { field: "source", op: "matches", value: sourcePattern("shopping") };
const searchSource: ChannelCondition = { field: "source", op: "matches", value: sourcePattern("search") };
const socialSource: ChannelCondition = { field: "source", op: "matches", value: sourcePattern("social") };
const videoSource: ChannelCondition = { field: "source", op: "matches", value: sourcePattern("video") };
const emailWords: readonly string[] = ["email", "e-mail", "e_mail", "e mail"];

const direct: ChannelRule = {
  channel: "Direct",
  all: [
    { field: "source", op: "in", value: ["(direct)"] },
    { field: "medium", op: "in", value: ["(not set)", "(none)"] },
  ],
};

const aiAssistant: ChannelRule = {
  channel: "AI Assistant",
  all: [{ field: "medium", op: "in", value: ["ai-assistant"] }],
};

const shared: readonly ChannelRule[] = [
  { channel: "Cross-network", all: [{ field: "campaign", op: "contains", value: "cross-network" }] },
  { channel: "Paid Shopping", all: [paidMedium], any: [shoppingSource, shoppingCampaign] },
  { channel: "Paid Search", all: [searchSource, paidMedium] },
  { channel: "Paid Social", all: [socialSource, paidMedium] },
  { channel: "Paid Video", all: [videoSource, paidMedium] },
  {
    channel: "Display",
    all: [{ field: "medium", op: "in", value: ["display", "banner", "expandable", "interstitial", "cpm"] }],
  },
  { channel: "Paid Other", all: [paidMedium] },
  { channel: "Organic Shopping", any: [shoppingSource, shoppingCampaign] },
  {
    channel: "Organic Social",
    any: [
      socialSource,
      {
        field: "medium",
        op: "in",
        value: ["social", "social-network", "social-media", "sm", "social network", "social media"],
      },
    ],
  },
  { channel: "Organic Video", any: [videoSource, { field: "medium", op: "contains", value: "video" }] },
  { channel: "Organic Search", any: [searchSource, { field: "medium", op: "in", value: ["organic"] }] },
  { channel: "Referral", all: [{ field: "medium", op: "in", value: ["referral", "app", "link"] }] },
  {
    channel: "Email",
    any: [
      { field: "source", op: "in", value: emailWords },
      { field: "medium", op: "in", value: emailWords },
    ],
  },
  { channel: "Affiliates", all: [{ field: "medium", op: "in", value: ["affiliate"] }] },
  { channel: "Audio", all: [{ field: "medium", op: "in", value: ["audio"] }] },
  {
    channel: "SMS",
    any: [
      { field: "source", op: "in", value: ["sms"] },
      { field: "medium", op: "in", value: ["sms"] },
    ],
  },
  {
    channel: "Mobile Push Notifications",
    any: [
      { field: "medium", op: "endsWith", value: "push" },
      { field: "medium", op: "contains", value: "mobile" },
      { field: "medium", op: "contains", value: "notification" },
      { field: "source", op: "in", value: ["firebase"] },
    ],
  },
];

/**
 * The default channel grouping of Google Analytics for manual traffic; the first rule that applies wins.
 *
 * Display stands before Paid Other, so that `cpm` is Display; AI Assistant stands where a medium set by the
 * collector cannot be taken for anything else.
 *
 * Source: Google Analytics Help, "Default channel group" (9756891), editions of 2023-11 and 2026-05.
 */
export const ga4ChannelRules: Readonly<Record<ChannelEdition, readonly ChannelRule[]>> = {
  "2023-11": [direct, ...shared],
  "2026-05": [direct, aiAssistant, ...shared],
};
