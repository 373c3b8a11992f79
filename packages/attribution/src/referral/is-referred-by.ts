import type { EpochMicros } from "@liftproof/events";
import type { IdentityOf, ReferralBook } from "./referral-book.ts";

/** A person at an instant, and how to name people who were published under an older identity. */
export interface ReferralLookup {
  readonly book: ReferralBook;
  readonly identityOf: IdentityOf;
  readonly atUs: EpochMicros;
}

/** Whether `person` was referred by `ancestor`, over any number of standing awards. */
export function isReferredBy(person: string, ancestor: string, { book, identityOf, atUs }: ReferralLookup): boolean {
  const seen = new Set<string>();
  const open = [person];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === ancestor) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const award of book.standing(next, atUs)) open.push(identityOf(award.referrerIdentity, award.atUs));
  }
  return false;
}
