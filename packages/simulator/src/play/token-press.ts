import type { EpochMicros } from "@liftproof/events";
import type { MarketplacePlan } from "../marketplace-options.ts";
import { micros } from "../micros.ts";
import type { RandomStream } from "../random/random-stream.ts";
import { hexText } from "../wire/hex-text.ts";
import { ringKeys } from "../world/simulated-key-ring.ts";

/** The tokens of the marketplace, each minted as its real counterpart would be. */
export interface TokenPress {
  /** The link in the digest of a week: one text for everybody. */
  digestLink(week: number): string;
  /** A click on a banner, seen by the redirector. */
  bannerClick(clickedAtUs: EpochMicros, random: RandomStream): string;
  /** A click on a friend's link, seen by the redirector. */
  friendClick(clickedAtUs: EpochMicros, random: RandomStream, referrerCode: string): string;
  /** A click minted by a partner. */
  partnerClick(clickedAtUs: EpochMicros, random: RandomStream, partner: Partner): string;
}

/** Sites that are paid for orders. Only the second one's clicks count as proof. */
export type Partner = "dealfinder" | "priceradar";

/** What a partner's links say in plain text. */
export const partnerLabels: Readonly<Record<Partner, { readonly campaign: string; readonly keyId: string }>> = {
  dealfinder: { campaign: "autumn_deals", keyId: ringKeys.partner },
  priceradar: { campaign: "price_alerts", keyId: ringKeys.trustedPartner },
};

/** How long a single-use token is good. */
export const clickLifetimeUs: number = 3 * micros.day;

/** Sets up the press; link tokens are minted once and kept. */
export function tokenPress({ mint, startUs }: MarketplacePlan): TokenPress {
  const digests = new Map<number, string>();
  const lifetimeSeconds = clickLifetimeUs / micros.second;
  return {
    digestLink(week) {
      const known = digests.get(week);
      if (known !== undefined) return known;
      const token = mint(
        { kind: "link", source: "digest", medium: "email", campaign: `digest_week_${week + 1}`, lifetimeSeconds: 40 * 86_400 },
        { keyId: ringKeys.link, issuedAtUs: startUs + (7 * week - 1) * micros.day },
      );
      digests.set(week, token);
      return token;
    },
    bannerClick: (issuedAtUs, random) =>
      mint(
        { kind: "click", source: "streamcast", medium: "display", campaign: "autumn_banner", lifetimeSeconds },
        { keyId: ringKeys.redirector, issuedAtUs, nonce: hexText(random, 2) },
      ),
    friendClick: (issuedAtUs, random, referrerCode) =>
      mint(
        { kind: "click", source: "refer-a-friend", medium: "referral", campaign: "invite", referrerCode, lifetimeSeconds },
        { keyId: ringKeys.redirector, issuedAtUs, nonce: hexText(random, 2) },
      ),
    partnerClick: (issuedAtUs, random, partner) => {
      const { campaign, keyId } = partnerLabels[partner];
      return mint(
        { kind: "click", source: partner, medium: "affiliate", campaign, lifetimeSeconds },
        { keyId, issuedAtUs, nonce: hexText(random, 2) },
      );
    },
  };
}
