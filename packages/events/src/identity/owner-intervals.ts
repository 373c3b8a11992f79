import { compareCodePoints } from "../compare-code-points.ts";
import type { AnonymousLink } from "./identity-link.ts";
import type { IdentityInterval } from "./identity-resolution.ts";

/**
 * Who owns each anonymous id when: the first linked user from the beginning of time, each later one from its link on.
 *
 * Of links at one instant the last by receipt and event id stands. Neighbours of one identity become one interval.
 */
export function ownerIntervals(
  links: readonly AnonymousLink[],
  identityOfUser: (userId: string) => string,
): readonly IdentityInterval[] {
  const sorted = [...links].sort(byAnonThenTime);
  const intervals: IdentityInterval[] = [];
  for (const [at, link] of sorted.entries()) {
    const next = sorted[at + 1];
    if (next?.anonId === link.anonId && next.linkTsUs === link.linkTsUs) continue;
    const identityId = identityOfUser(link.userId);
    const last = intervals.at(-1);
    if (last?.anonId !== link.anonId) {
      intervals.push({ anonId: link.anonId, identityId, validFromUs: null, validToUs: null });
    } else if (last.identityId !== identityId) {
      intervals[intervals.length - 1] = { ...last, validToUs: link.linkTsUs };
      intervals.push({ anonId: link.anonId, identityId, validFromUs: link.linkTsUs, validToUs: null });
    }
  }
  return intervals;
}

function byAnonThenTime(a: AnonymousLink, b: AnonymousLink): number {
  return (
    compareCodePoints(a.anonId, b.anonId) ||
    a.linkTsUs - b.linkTsUs ||
    a.receivedTsUs - b.receivedTsUs ||
    compareCodePoints(a.eventId, b.eventId) ||
    compareCodePoints(a.userId, b.userId)
  );
}
