import { compareCodePoints } from "../compare-code-points.ts";
import type { EpochMicros } from "../epoch-micros.ts";
import { firstSeenUsers } from "./first-seen-users.ts";
import type { AnonymousLink, IdentityLink, UserMerge } from "./identity-link.ts";
import type { IdentityInterval, IdentityQuestion, IdentityResolution } from "./identity-resolution.ts";
import { mergedUsers } from "./merged-users.ts";
import { ownerIntervals } from "./owner-intervals.ts";

/** As of when identities are resolved. */
export interface ResolutionOptions {
  /** Links received later do not exist yet. */
  readonly watermarkUs: EpochMicros;
  /** When each user was first received, over all events that name one. Users not in it count from their first link. */
  readonly firstSeen?: ReadonlyMap<string, EpochMicros>;
}

/**
 * Who is who, from the links received up to the watermark.
 *
 * The order of the links does not matter and repeating one changes nothing.
 */
export function resolveIdentities(links: Iterable<IdentityLink>, options: ResolutionOptions): IdentityResolution {
  const known = [...links].filter(({ receivedTsUs }) => receivedTsUs <= options.watermarkUs);
  const firstSeen = firstSeenUsers(known, options.firstSeen ?? new Map());
  const names = mergedUsers(known.filter(isMerge), firstSeen);
  const identityOfUser = (userId: string): string => `u:${names.get(userId) ?? userId}`;
  const intervals = ownerIntervals(known.filter(isAnonymous), identityOfUser);
  const byAnon = new Map<string, IdentityInterval[]>();
  for (const interval of intervals) {
    const own = byAnon.get(interval.anonId);
    if (own === undefined) byAnon.set(interval.anonId, [interval]);
    else own.push(interval);
  }
  return {
    identityOf: (question) => identityOf(question, byAnon, identityOfUser),
    intervals,
    users: [...names.keys()].sort(compareCodePoints).map((userId) => ({ userId, identityId: identityOfUser(userId) })),
  };
}

function identityOf(
  { userId, anonId, tsUs }: IdentityQuestion,
  byAnon: ReadonlyMap<string, readonly IdentityInterval[]>,
  identityOfUser: (userId: string) => string,
): string {
  if (userId !== null) return identityOfUser(userId);
  if (anonId === null) throw new TypeError("question: expected userId or anonId, got neither");
  return ownerAt(byAnon.get(anonId) ?? [], tsUs)?.identityId ?? `a:${anonId}`;
}

/** Intervals cover all of time, so the owner is in the last one that has begun. */
function ownerAt(intervals: readonly IdentityInterval[], tsUs: EpochMicros): IdentityInterval | undefined {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const from = intervals[middle]?.validFromUs ?? null;
    if (from === null || from <= tsUs) low = middle + 1;
    else high = middle;
  }
  return intervals[low - 1];
}

function isMerge(link: IdentityLink): link is UserMerge {
  return link.fromUserId !== undefined;
}

function isAnonymous(link: IdentityLink): link is AnonymousLink {
  return link.anonId !== undefined;
}
