import type { ReferralEntryKind } from "./referral-entry.ts";

/** kind:order:refund. Colons and percent signs inside the ids are escaped, so no two entries share an id. */
export function entryIdOf(kind: ReferralEntryKind, orderId: string, refundId: string = ""): string {
  return `${kind}:${escaped(orderId)}:${escaped(refundId)}`;
}

function escaped(id: string): string {
  return id.replaceAll("%", "%25").replaceAll(":", "%3A");
}
