/**
 * Where the bytes of a token lie.
 *
 * | bytes | what |
 * | --- | --- |
 * | 1 | version 1 in the high four bits; flags: 8 click kind, 4 identity hash, 2 numeric campaign, 1 text claims |
 * | 1 | key id |
 * | 4 | issued at, seconds since 1970, unsigned |
 * | 2 | lifetime, unsigned and not 0: minutes for a click token, hours for a link token |
 * | 8 | nonce, click tokens only |
 * | 8 | identity hash, when flagged |
 * | 4 | numeric campaign id, when flagged |
 * | 1 + n | text claims, when flagged: a set of bits, then for each set bit, lowest first, one length byte and that much UTF-8 |
 * | 16 or 64 | first half of HMAC-SHA256, or the Ed25519 signature when the key is one of those, over the domain prefix and all bytes before |
 *
 * Numbers are big-endian. Half of the hash is the shortest tag RFC 2104 (section 5) allows; signatures are those of RFC 8032.
 */
export const tokenLayout = {
  version: 1,
  clickFlag: 8,
  identityFlag: 4,
  numericCampaignFlag: 2,
  textClaimsFlag: 1,
  headerBytes: 8,
  nonceBytes: 8,
  identityHashBytes: 8,
  tagBytes: 16,
  signatureBytes: 64,
  /** Longest token that is looked at. */
  longestText: 200,
  secondsPerClickLifetimeUnit: 60,
  secondsPerLinkLifetimeUnit: 3600,
} as const;
