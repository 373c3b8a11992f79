import type { MintContext, MintRequest } from "../mint-request.ts";
import { decodeHex } from "../text/decode-hex.ts";
import { encodeUtf8 } from "../text/encode-utf8.ts";
import { tokenLayout } from "./layout.ts";
import { textClaims } from "./text-claims.ts";
import { unsafeClaimText } from "./unsafe-claim-text.ts";

/**
 * All bytes of a token but its tag.
 *
 * @throws RangeError when a claim cannot be encoded.
 */
export function encodeUnsigned(request: MintRequest, context: MintContext, lifetimeSeconds: number): Uint8Array {
  const text = textSection(request);
  const click = request.kind === "click";
  const bytes: number[] = [
    (tokenLayout.version << 4) |
      (click ? tokenLayout.clickFlag : 0) |
      (request.identityHash === undefined ? 0 : tokenLayout.identityFlag) |
      (typeof request.campaign === "number" ? tokenLayout.numericCampaignFlag : 0) |
      (text.length === 0 ? 0 : tokenLayout.textClaimsFlag),
    Number(context.keyId),
    ...unsigned32(issuedSecond(context.issuedAtUs), "issuedAtUs"),
    ...lifetimeUnits(lifetimeSeconds, click),
    ...nonceBytes(context.nonce, click),
  ];
  if (request.identityHash !== undefined) bytes.push(...eightBytes(request.identityHash, "identityHash"));
  if (typeof request.campaign === "number") bytes.push(...unsigned32(request.campaign, "campaign"));
  bytes.push(...text);
  return Uint8Array.from(bytes);
}

function issuedSecond(issuedAtUs: number): number {
  if (!Number.isSafeInteger(issuedAtUs)) throw new RangeError(`issuedAtUs: expected whole microseconds, got ${issuedAtUs}`);
  return Math.floor(issuedAtUs / 1_000_000);
}

function unsigned32(value: number, name: string): readonly number[] {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new RangeError(`${name}: expected an unsigned 32-bit number, got ${value}`);
  }
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function lifetimeUnits(lifetimeSeconds: number, click: boolean): readonly number[] {
  const unit = click ? tokenLayout.secondsPerClickLifetimeUnit : tokenLayout.secondsPerLinkLifetimeUnit;
  const units = lifetimeSeconds / unit;
  if (!Number.isInteger(units) || units < 1 || units > 0xffff) {
    const wanted = click ? "1 to 65,535 whole minutes for a click token" : "1 to 65,535 whole hours for a link token";
    throw new RangeError(`lifetimeSeconds: expected ${wanted}, got ${lifetimeSeconds}`);
  }
  return [units >>> 8, units & 255];
}

function nonceBytes(nonce: string | undefined, click: boolean): readonly number[] {
  if (!click) {
    if (nonce !== undefined) throw new RangeError("nonce: expected none for a link token, which is clicked by many");
    return [];
  }
  if (nonce === undefined) throw new RangeError("nonce: expected 16 hexadecimal digits for a click token, got none");
  return eightBytes(nonce, "nonce");
}

function eightBytes(hex: string, name: string): readonly number[] {
  const bytes = decodeHex(hex);
  if (bytes === null || bytes.length !== 8) throw new RangeError(`${name}: expected 16 lower-case hexadecimal digits`);
  return [...bytes];
}

function textSection(request: MintRequest): readonly number[] {
  let present = 0;
  const section: number[] = [];
  for (const [bit, name] of textClaims.entries()) {
    const text = request[name];
    if (typeof text !== "string") continue;
    const fault = unsafeClaimText(text);
    if (fault !== null) throw new RangeError(`${name}: expected plain text, ${fault}`);
    const bytes = encodeUtf8(text);
    if (bytes.length > 255) throw new RangeError(`${name}: expected at most 255 bytes, got ${bytes.length}`);
    present |= 1 << bit;
    section.push(bytes.length, ...bytes);
  }
  return present === 0 ? [] : [present, ...section];
}
