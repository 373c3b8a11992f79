import type { TokenKind } from "../click-claims.ts";
import { decodeUtf8 } from "../text/decode-utf8.ts";
import { encodeHex } from "../text/encode-hex.ts";
import { tokenLayout } from "./layout.ts";
import { textClaims } from "./text-claims.ts";
import { unsafeClaimText } from "./unsafe-claim-text.ts";

/** What the bytes of a token say, before its key has a word. */
export interface TokenContent {
  readonly kind: TokenKind;
  readonly issuedAtUs: number;
  readonly lifetimeSeconds: number;
  readonly nonce: string | null;
  readonly identityHash: string | null;
  readonly campaignId: number | null;
  readonly text: Readonly<Partial<Record<(typeof textClaims)[number], string>>>;
}

/** The content of the bytes before the tag, or null when they are not exactly what the encoder writes. Call it only after the tag is found good. */
export function decodeContent(unsigned: Uint8Array): TokenContent | null {
  const first = unsigned[0] ?? 0;
  const click = (first & tokenLayout.clickFlag) !== 0;
  const units = unsigned16(unsigned, 6);
  let at: number = tokenLayout.headerBytes;
  const take = (flag: boolean, bytes: number): number => {
    const start = at;
    at += flag ? bytes : 0;
    return start;
  };
  const nonceAt = take(click, tokenLayout.nonceBytes);
  const identity = (first & tokenLayout.identityFlag) !== 0;
  const identityAt = take(identity, tokenLayout.identityHashBytes);
  const numeric = (first & tokenLayout.numericCampaignFlag) !== 0;
  const campaignAt = take(numeric, 4);
  if (units === 0 || at > unsigned.length) return null;
  const flagged = (first & tokenLayout.textClaimsFlag) !== 0;
  const text = textSection(unsigned.subarray(at), flagged);
  if (text === null || (numeric && text.campaign !== undefined)) return null;
  return {
    kind: click ? "click" : "link",
    issuedAtUs: unsigned32(unsigned, 2) * 1_000_000,
    lifetimeSeconds: units * (click ? tokenLayout.secondsPerClickLifetimeUnit : tokenLayout.secondsPerLinkLifetimeUnit),
    nonce: click ? encodeHex(unsigned.subarray(nonceAt, nonceAt + tokenLayout.nonceBytes)) : null,
    identityHash: identity ? encodeHex(unsigned.subarray(identityAt, identityAt + tokenLayout.identityHashBytes)) : null,
    campaignId: numeric ? unsigned32(unsigned, campaignAt) : null,
    text,
  };
}

function unsigned16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function unsigned32(bytes: Uint8Array, at: number): number {
  return unsigned16(bytes, at) * 65_536 + unsigned16(bytes, at + 2);
}

function textSection(section: Uint8Array, flagged: boolean): TokenContent["text"] | null {
  if (!flagged) return section.length === 0 ? {} : null;
  const present = section[0] ?? 0;
  if (present === 0 || present >> textClaims.length !== 0) return null;
  const text: Partial<Record<(typeof textClaims)[number], string>> = {};
  let at = 1;
  for (const [bit, name] of textClaims.entries()) {
    if ((present & (1 << bit)) === 0) continue;
    const length = section[at] ?? 0;
    const end = at + 1 + length;
    const claim = end > section.length ? null : decodeUtf8(section.subarray(at + 1, end));
    if (claim === null || unsafeClaimText(claim) !== null) return null;
    text[name] = claim;
    at = end;
  }
  return at === section.length ? text : null;
}
