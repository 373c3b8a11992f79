import { type CampaignNames, claimsOf } from "./claims-of.ts";
import { decodeContent } from "./format/decode-content.ts";
import { keyObjection } from "./key-objection.ts";
import type { OpenedToken } from "./open-token.ts";
import type { TokenStatus } from "./token-status.ts";
import type { TokenVerdict } from "./token-verdict.ts";

/** What the judgment needs beside the token. */
export interface Judgment {
  /** Whether the tag is the one of the token's key. */
  readonly authentic: boolean;
  readonly receivedAtUs: number;
  readonly campaignNames: CampaignNames;
}

/** How far ahead of the receiver a minter's clock may run. */
const toleranceUs = 300_000_000;

/** The verdict on an opened token: signature first, and only then key, claims and times. */
export function judgeToken(opened: OpenedToken, { authentic, receivedAtUs, campaignNames }: Judgment): TokenVerdict {
  const { key } = opened;
  if (!authentic) return { status: "bad_signature", claims: null, keyId: key.id };
  const content = decodeContent(opened.unsigned);
  if (content === null) return { status: "malformed", claims: null, keyId: key.id };
  const claims = claimsOf(content, key, campaignNames);
  const lifetimeSeconds = Math.min(claims.lifetimeSeconds, key.maxLifetimeSeconds);
  const expiresAtUs = claims.issuedAtUs + lifetimeSeconds * 1_000_000;
  const status = (): TokenStatus => {
    if (key.revoked) return "revoked";
    if (keyObjection(key, claims, content.text.partner) !== null) return "key_not_valid";
    if (claims.issuedAtUs > receivedAtUs + toleranceUs) return "not_yet_valid";
    return receivedAtUs > expiresAtUs ? "expired" : "verified";
  };
  return { status: status(), claims, keyId: key.id };
}
