import { type CampaignNames, claimsOf } from "./claims-of.ts";
import { decodeContent } from "./format/decode-content.ts";
import { encodeUnsigned } from "./format/encode-unsigned.ts";
import { tokenLayout } from "./format/layout.ts";
import { tagBytesOf } from "./format/tag-bytes-of.ts";
import { keyObjection } from "./key-objection.ts";
import type { KeyRing, TokenKey } from "./key-ring/key-ring.ts";
import type { MintContext, MintRequest } from "./mint-request.ts";

const secondsPerDay = 86_400;

/** What remains to be signed, and with which key. */
export interface UnsignedToken {
  readonly key: TokenKey;
  readonly unsigned: Uint8Array;
}

/** Where a token is minted. */
export interface Mint {
  readonly ring: KeyRing;
  readonly campaignNames: CampaignNames;
}

/**
 * The bytes of a token that its key may sign: a token that could not verify at its own instant is never minted.
 *
 * @throws RangeError when the key is unknown or revoked, the instant outside its window, the lifetime above its
 * maximum, a claim against its partner or campaigns, or the token longer than 200 characters.
 */
export function unsignedToken(request: MintRequest, context: MintContext, { ring, campaignNames }: Mint): UnsignedToken {
  const key = ring.keys.get(context.keyId);
  if (key === undefined) throw new RangeError("keyId: expected the id of a key in the ring");
  if (key.revoked) throw new RangeError(`keyId: expected a key in use, got the revoked ${key.id}`);
  const lifetimeSeconds = request.lifetimeSeconds ?? usualLifetimeSeconds(request, key);
  if (lifetimeSeconds > key.maxLifetimeSeconds) {
    throw new RangeError(`lifetimeSeconds: expected at most ${key.maxLifetimeSeconds}, the maximum of key ${key.id}, got ${lifetimeSeconds}`);
  }
  const unsigned = encodeUnsigned(request, context, lifetimeSeconds);
  const characters = Math.ceil(((unsigned.length + tagBytesOf(key.signing)) * 4) / 3);
  if (characters > tokenLayout.longestText) {
    throw new RangeError(`claims: expected a token of at most ${tokenLayout.longestText} characters, got ${characters}; shorten the claims`);
  }
  const content = decodeContent(unsigned);
  if (content === null) throw new RangeError("request: expected claims that read back as written");
  const objection = keyObjection(key, claimsOf(content, key, campaignNames), content.text.partner);
  if (objection !== null) throw new RangeError(objection);
  return { key, unsigned };
}

function usualLifetimeSeconds(request: MintRequest, key: TokenKey): number {
  if (request.kind === "click") return Math.min(secondsPerDay, key.maxLifetimeSeconds);
  return Math.floor(key.maxLifetimeSeconds / 3600) * 3600;
}
