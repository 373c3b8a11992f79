import type { ChannelRule } from "./channel-rule.ts";

const labeled = (channel: string, words: readonly string[]): ChannelRule => ({
  channel,
  any: [
    { field: "source", op: "in", value: words },
    { field: "medium", op: "in", value: words },
  ],
});

/**
 * Channels a marketplace has of its own, which a general grouping would call Email, Referral or Unassigned.
 *
 * They stand in front of the default grouping and behind custom rules. A partner or referral claim decides only
 * where the labels of the touch do not.
 */
export const productChannelRules: readonly ChannelRule[] = [
  labeled("Saved Search Alert", ["saved-search", "saved_search", "saved-search-alert", "search-alert", "alert", "alerts"]),
  labeled("Digest", ["digest", "daily-digest", "weekly-digest", "monthly-digest"]),
  labeled("Sharecard", ["sharecard", "share-card", "share_card"]),
  labeled("Shortlink", ["shortlink", "short-link", "short_link"]),
  labeled("Referral Program", ["referral-program", "referral_program", "refer-a-friend", "member-referral", "invite"]),
  labeled("SEO Landing", ["seo", "seo-landing", "seo_landing"]),
  {
    channel: "Referral Program",
    all: [
      { field: "referrerCode", op: "present" },
      { field: "medium", op: "absent" },
    ],
  },
  {
    channel: "Affiliates",
    all: [
      { field: "partner", op: "present" },
      { field: "medium", op: "absent" },
    ],
  },
];
