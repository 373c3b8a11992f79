import type { ClickClaims } from "./click-claims.ts";
import type { TokenKey } from "./key-ring/key-ring.ts";

/** Why a key could not have signed these claims, in words for a message, or null when it could. */
export function keyObjection(key: TokenKey, claims: ClickClaims, claimedPartner: string | undefined): string | null {
  if (claims.issuedAtUs < key.notBeforeUs) return `issuedAtUs: expected an instant from notBefore of key ${key.id} on`;
  if (claims.issuedAtUs > key.notAfterUs) return `issuedAtUs: expected an instant up to notAfter of key ${key.id}`;
  if (claimedPartner !== undefined && key.partner !== null && claimedPartner !== key.partner) {
    return `partner: expected the partner of key ${key.id} or none`;
  }
  if (key.campaigns !== null && claims.campaign !== null && !key.campaigns.includes(claims.campaign)) {
    return `campaign: expected one of the campaigns of key ${key.id}`;
  }
  return null;
}
