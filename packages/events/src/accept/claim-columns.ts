import type { ClickClaims, TokenVerdict } from "@liftproof/click-token";
import { foldLabel } from "../text/fold-label.ts";

/** What a verified token puts into its own silver columns. */
export interface ClaimColumns {
  readonly clickKind: ClickClaims["kind"] | null;
  readonly clickNonce: string | null;
  readonly clickIssuedUs: number | null;
  readonly referrerCode: string | null;
  readonly clickClaims: Readonly<Record<string, string>>;
}

/**
 * The columns of a verdict. Labels are folded like UTM labels, so that a campaign compares equal however it was proved.
 *
 * A token that is not verified leaves only the key it names, which the counters per key need.
 */
export function claimColumns({ status, claims, keyId }: TokenVerdict): ClaimColumns {
  if (status !== "verified" || claims === null) {
    const named = keyId ?? claims?.keyId;
    return { clickKind: null, clickNonce: null, clickIssuedUs: null, referrerCode: null, clickClaims: named === undefined ? {} : { key_id: named } };
  }
  const map: Record<string, string> = { key_id: claims.keyId };
  put(map, "campaign", claims.campaign === null ? null : foldLabel(claims.campaign));
  put(map, "source", claims.source === null ? null : foldLabel(claims.source));
  put(map, "medium", claims.medium === null ? null : foldLabel(claims.medium));
  put(map, "partner", claims.partner);
  put(map, "trust", claims.trust);
  put(map, "identity_hash", claims.identityHash);
  return {
    clickKind: claims.kind,
    clickNonce: claims.nonce,
    clickIssuedUs: claims.issuedAtUs,
    referrerCode: claims.referrerCode,
    clickClaims: map,
  };
}

function put(map: Record<string, string>, key: string, value: string | null): void {
  if (value !== null) map[key] = value;
}
