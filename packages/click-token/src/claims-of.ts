import type { ClickClaims } from "./click-claims.ts";
import type { TokenContent } from "./format/decode-content.ts";
import type { TokenKey } from "./key-ring/key-ring.ts";

/** Names of numeric campaign ids, for tokens that carry an id instead of a name. */
export type CampaignNames = ReadonlyMap<number, string>;

/** The claims of a token: its content, with what its key says put in and numeric campaigns named. */
export function claimsOf(content: TokenContent, key: TokenKey, campaignNames: CampaignNames): ClickClaims {
  const { text, campaignId } = content;
  const named = campaignId === null ? text.campaign : (campaignNames.get(campaignId) ?? String(campaignId));
  const onlyCampaign = key.campaigns?.length === 1 ? key.campaigns[0] : undefined;
  return {
    kind: content.kind,
    keyId: key.id,
    issuedAtUs: content.issuedAtUs,
    lifetimeSeconds: content.lifetimeSeconds,
    nonce: content.nonce,
    identityHash: content.identityHash,
    campaign: named ?? onlyCampaign ?? null,
    source: text.source ?? null,
    medium: text.medium ?? null,
    partner: key.partner ?? text.partner ?? null,
    referrerCode: text.referrerCode ?? null,
    trust: key.trust,
  };
}
