import type { EpochMicros } from "@liftproof/events";
import type { ReferralEntry } from "./referral-entry.ts";

/**
 * The person whom a published identity belongs to by now. An anonymous id may have had several owners, so the instant of the award
 * it was published with goes along.
 */
export type IdentityOf = (identityId: string, atUs: EpochMicros) => string;

/** A growing ledger with the questions that entries are decided by. */
export interface ReferralBook {
  readonly add: (entry: ReferralEntry) => void;
  readonly find: (entryId: string) => ReferralEntry | undefined;
  readonly has: (entryId: string) => boolean;
  readonly award: (orderId: string) => ReferralEntry | undefined;
  readonly awards: () => Iterable<ReferralEntry>;
  /** What is left of an award at an instant. */
  readonly balance: (award: ReferralEntry, atUs: EpochMicros) => number;
  /**
   * Awards earned by this person's orders that bind this person at an instant: not taken back whole before it. An award of a
   * later order that is published already binds too, so that an order which comes to light late cannot earn a second one.
   */
  readonly standing: (refereeIdentity: string, atUs: EpochMicros) => readonly ReferralEntry[];
}

/** Entries that move what is left of an award. */
const moving: ReadonlySet<ReferralEntry["kind"]> = new Set(["award", "clawback", "void"]);

/** A book that starts with the published entries. */
export function referralBook(published: Iterable<ReferralEntry>, identityOf: IdentityOf): ReferralBook {
  const byId = new Map<string, ReferralEntry>();
  const awardByOrder = new Map<string, ReferralEntry>();
  const awardsByReferee = new Map<string, ReferralEntry[]>();
  const movesByAward = new Map<string, ReferralEntry[]>();

  const add = (entry: ReferralEntry): void => {
    byId.set(entry.entryId, entry);
    if (entry.kind === "award") {
      awardByOrder.set(entry.orderId, entry);
      push(awardsByReferee, identityOf(entry.refereeIdentity, entry.atUs), entry);
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
      (awardsByReferee.get(refereeIdentity) ?? []).filter((award) => award.atUs >= atUs || balance(award, atUs - 1) > 0),
  };
}

function push(lists: Map<string, ReferralEntry[]>, key: string, entry: ReferralEntry): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
}
