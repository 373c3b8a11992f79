import { compareCodePoints, murmur3 } from "@liftproof/assignment";

/**
 * Who is in a saved group, as 16 hex digits, whatever the order of the members.
 *
 * It finds changes nobody meant to hide: two hashes of 32 bits stand against accident, not against
 * somebody who looks for members of the same hash and could write the lock file as well.
 */
export function groupHash(members: ReadonlySet<string | number>): string {
  const text = JSON.stringify([...members].map((member) => JSON.stringify(member)).sort(compareCodePoints));
  return ["members", "members again"].map((salt) => murmur3("assign", salt, text).toString(16).padStart(8, "0")).join("");
}
