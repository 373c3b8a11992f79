import type { EpochMicros } from "@liftproof/events";
import type { ReferralEntry } from "./referral-entry.ts";

/** A growing ledger with the questions that entries are decided by. */
export interface ReferralBook {
  readonly add: (entry: ReferralEntry) => void;
  readonly find: (entryId: string) => ReferralEntry | undefined;
  readonly has: (entryId: string) => boolean;
  readonly award: (orderId: string) => ReferralEntry | undefined;
  readonly awards: () => Iterable<ReferralEntry>;
  /** What is left of an award at an instant. */
  readonly balance: (award: ReferralEntry, atUs: EpochMicros) => number;
  /** Awards standing at an instant that were earned by this person's orders. */
  readonly standing: (refereeIdentity: string, atUs: EpochMicros) => readonly ReferralEntry[];
}

/** Entries that move what is left of an award. */
const moving: ReadonlySet<ReferralEntry["kind"]> = new Set(["award", "clawback", "void"]);

/**
 * A book that starts with the published entries.
 *
 * @param identityOf - The person whom an identity that was published belongs to by now.
 */
export function referralBook(published: Iterable<ReferralEntry>, identityOf: (identityId: string) => string): ReferralBook {
  const byId = new Map<string, ReferralEntry>();
  const awardByOrder = new Map<string, ReferralEntry>();
  const awardsByReferee = new Map<string, ReferralEntry[]>();
  const movesByAward = new Map<string, ReferralEntry[]>();

  const add = (entry: ReferralEntry): void => {
    byId.set(entry.entryId, entry);
    if (entry.kind === "award") {
      awardByOrder.set(entry.orderId, entry);
      push(awardsByReferee, identityOf(entry.refereeIdentity), entry);
    }
    if (moving.has(entry.kind)) push(movesByAward, entry.awardEntryId, entry);
  };
  const balance = (award: ReferralEntry, atUs: EpochMicros): number =>
    (movesByAward.get(award.entryId) ?? []).reduce((sum, entry) => (entry.atUs <= atUs ? sum + entry.amountMinor : sum), 0);

  for (const entry of published) add(entry);
  return {
    add,
    balance,
    find: (entryId) => byId.get(entryId),
    has: (entryId) => byId.has(entryId),
    award: (orderId) => awardByOrder.get(orderId),
    awards: () => awardByOrder.values(),
    standing: (refereeIdentity, atUs) =>
      (awardsByReferee.get(refereeIdentity) ?? []).filter((award) => award.atUs <= atUs && balance(award, atUs) > 0),
  };
}

function push(lists: Map<string, ReferralEntry[]>, key: string, entry: ReferralEntry): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
}
