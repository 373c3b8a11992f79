import type { SilverRow } from "../silver-row.ts";
import type { IdentityLink } from "./identity-link.ts";

/** The link that an `identity.link` row makes, or null for any other row. The sender's clock is corrected by its skew and never runs past receipt. */
export function identityLinkOf(row: SilverRow): IdentityLink | null {
  if (row.eventName !== "identity.link") return null;
  const { anon_id: anonId, user_id: userId, from_user_id: fromUserId, to_user_id: toUserId } = row.payload;
  const moment = {
    linkTsUs: Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs),
    receivedTsUs: row.receivedTsUs,
    eventId: row.eventId,
  };
  if (anonId !== undefined && userId !== undefined) return { anonId, userId, ...moment };
  if (fromUserId !== undefined && toUserId !== undefined) return { fromUserId, toUserId, ...moment };
  return null;
}
