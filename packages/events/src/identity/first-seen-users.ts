import type { EpochMicros } from "../epoch-micros.ts";
import type { IdentityLink } from "./identity-link.ts";

/** When each linked user was first received: the earliest of what the caller saw and of the links themselves. */
export function firstSeenUsers(
  links: readonly IdentityLink[],
  seen: ReadonlyMap<string, EpochMicros>,
): ReadonlyMap<string, EpochMicros> {
  const first = new Map<string, EpochMicros>();
  const meet = (userId: string, receivedTsUs: EpochMicros): void => {
    const known = first.get(userId) ?? seen.get(userId);
    first.set(userId, known === undefined ? receivedTsUs : Math.min(known, receivedTsUs));
  };
  for (const link of links) {
    if (link.userId !== undefined) meet(link.userId, link.receivedTsUs);
    else {
      meet(link.fromUserId, link.receivedTsUs);
      meet(link.toUserId, link.receivedTsUs);
    }
  }
  return first;
}
