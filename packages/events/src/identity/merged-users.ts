import { compareCodePoints } from "../compare-code-points.ts";
import type { EpochMicros } from "../epoch-micros.ts";
import type { UserMerge } from "./identity-link.ts";

/**
 * The name of the component each user belongs to: merges join users, and the user seen first names them all.
 *
 * @param firstSeen - When each user was first received; it holds every user that a merge names.
 */
export function mergedUsers(
  merges: readonly UserMerge[],
  firstSeen: ReadonlyMap<string, EpochMicros>,
): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  // The earlier user is always the parent, so a root is the name of its component.
  const isEarlier = (a: string, b: string): boolean => {
    const difference = (firstSeen.get(a) ?? 0) - (firstSeen.get(b) ?? 0);
    return difference === 0 ? compareCodePoints(a, b) < 0 : difference < 0;
  };
  for (const { fromUserId, toUserId } of merges) {
    const a = rootOf(parents, fromUserId);
    const b = rootOf(parents, toUserId);
    if (a !== b) parents.set(isEarlier(a, b) ? b : a, isEarlier(a, b) ? a : b);
  }
  return new Map([...firstSeen.keys()].map((userId) => [userId, rootOf(parents, userId)]));
}

/** The root, halving the path on the way so that long chains stay cheap. */
function rootOf(parents: Map<string, string>, userId: string): string {
  let at = userId;
  for (let parent = parents.get(at); parent !== undefined; parent = parents.get(at)) {
    const grandparent = parents.get(parent);
    if (grandparent === undefined) return parent;
    parents.set(at, grandparent);
    at = grandparent;
  }
  return at;
}
