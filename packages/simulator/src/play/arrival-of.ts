import type { EpochMicros } from "@liftproof/events";
import { micros } from "../micros.ts";
import { pick } from "../random/pick.ts";
import type { RandomStream } from "../random/random-stream.ts";
import { lookbackUs } from "../truth/lookback.ts";
import { channelNames } from "../world/channel-names.ts";
import type { Person } from "../world/person.ts";
import type { Arrival } from "./arrival.ts";
import { partnerLabels } from "./token-press.ts";
import type { Partner, TokenPress } from "./token-press.ts";

/** How long a partner's or a referrer's signature counts as proof. */
const paidProofUs = micros.day;

/** What arrivals need besides the person. */
export interface ArrivalContext {
  readonly landedAtUs: EpochMicros;
  readonly week: number;
  readonly users: number;
  readonly random: RandomStream;
  readonly press: TokenPress;
}

type Way = "direct" | "search" | "ad" | "social" | "mail" | "banner" | "partner" | "friend" | "blog";

const waysWithMail: readonly (readonly [Way, number])[] = [
  ["direct", 28],
  ["search", 20],
  ["ad", 12],
  ["social", 5],
  ["mail", 18],
  ["banner", 6],
  ["partner", 5],
  ["friend", 2],
  ["blog", 4],
];
const waysWithoutMail = waysWithMail.filter(([way]) => way !== "mail");

/** Draws how a person comes to the marketplace this time. */
export function arrivalOf(person: Person, context: ArrivalContext): Arrival {
  const way = pick(context.random, person.takesMail ? waysWithMail : waysWithoutMail);
  return ways[way](context);
}

const nothing = { confirmed: false, redirected: false, singleUseToken: null, referrer: null };
const host = (name: string): string => `https://${name}/`;

const ways: Readonly<Record<Way, (context: ArrivalContext) => Arrival>> = {
  direct: () => ({ ...nothing, cause: null, fields: {} }),
  search: (context) => ({
    ...nothing,
    cause: cause(context, channelNames.organicSearch),
    fields: { referrer: host(context.random.chance(0.85) ? "www.google.com" : "duckduckgo.com") },
  }),
  ad: (context) => ({
    ...nothing,
    cause: cause(context, channelNames.paidSearch),
    fields: {
      click_id_kind: "gclid",
      referrer: host("www.google.com"),
      ...(context.random.chance(0.8) ? utm("google", "cpc", "search_brand") : {}),
    },
  }),
  social: (context) => ({
    ...nothing,
    cause: cause(context, channelNames.paidSocial),
    fields: { click_id_kind: "fbclid", ...utm("facebook", "paid_social", "autumn_lookalike") },
  }),
  mail: (context) => ({
    ...nothing,
    cause: cause(context, channelNames.digest, lookbackUs),
    fields: {
      click_token: context.press.digestLink(context.week),
      ...utm("digest", "email", `digest_week_${context.week + 1}`),
    },
    confirmed: true,
  }),
  banner: (context) => {
    const token = context.press.bannerClick(clickedAtUs(context), context.random);
    return clicked(context, { channel: channelNames.display, proofForUs: lookbackUs, token });
  },
  partner: (context) => {
    const partner: Partner = context.random.chance(0.7) ? "dealfinder" : "priceradar";
    const token = context.press.partnerClick(clickedAtUs(context), context.random, partner);
    const proofForUs = partner === "priceradar" ? paidProofUs : -1;
    return {
      ...clicked(context, { channel: channelNames.affiliates, proofForUs, token }),
      fields: { click_token: token, ...utm(partner, "affiliate", partnerLabels[partner].campaign) },
      redirected: false,
    };
  },
  friend: (context) => {
    const friend = context.random.below(context.users) + 1;
    const referrer = { userId: `user-${String(friend).padStart(7, "0")}`, code: `r${friend}` };
    const token = context.press.friendClick(clickedAtUs(context), context.random, referrer.code);
    return { ...clicked(context, { channel: channelNames.referralProgram, proofForUs: paidProofUs, token }), referrer };
  },
  blog: (context) => ({
    ...nothing,
    cause: cause(context, channelNames.referral),
    fields: { referrer: host(context.random.chance(0.6) ? "paper-and-ink.example" : "www.wall-notes.example") },
  }),
};

function cause({ landedAtUs }: ArrivalContext, channel: string, proofForUs = -1): Arrival["cause"] {
  return { channel, atUs: landedAtUs, proofForUs };
}

function clicked(
  context: ArrivalContext,
  { channel, proofForUs, token }: { readonly channel: string; readonly proofForUs: number; readonly token: string },
): Arrival {
  return {
    ...nothing,
    cause: { channel, atUs: clickedAtUs(context), proofForUs },
    fields: { click_token: token },
    confirmed: true,
    redirected: true,
    singleUseToken: token,
  };
}

/** Tokens carry whole seconds, so a click happens on one, just before its landing. */
function clickedAtUs({ landedAtUs }: ArrivalContext): EpochMicros {
  return Math.floor(landedAtUs / micros.second) * micros.second - micros.second;
}

function utm(source: string, medium: string, campaign: string): Record<string, string> {
  return { utm_source: source, utm_medium: medium, utm_campaign: campaign };
}
