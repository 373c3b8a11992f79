import type { EpochMicros } from "@liftproof/events";
import type { ReferralEntry } from "./referral-entry.ts";

/** One award with every entry about it, as it stands. */
export interface AwardStanding {
  readonly award: ReferralEntry;
  /**
   * `pending` until the hold is over, then `approved`, then `paid`; `clawed_back` or `void` once nothing is left of an
   * award that was not paid.
   */
  readonly state: "pending" | "approved" | "paid" | "clawed_back" | "void";
  /** What is left of it: the award less clawbacks and voids. */
  readonly netMinor: number;
  readonly paidMinor: number;
  /** Paid, and since taken back: owed by the referrer. */
  readonly debtMinor: number;
}

/** The awards of a ledger as they stand at an instant, in the order of the ledger. */
export function awardStandings(entries: readonly ReferralEntry[], asOfUs: EpochMicros): readonly AwardStanding[] {
  const byAward = new Map<string, ReferralEntry[]>();
  for (const entry of entries) {
    if (entry.atUs > asOfUs) continue;
    const own = byAward.get(entry.awardEntryId);
    if (own === undefined) byAward.set(entry.awardEntryId, [entry]);
    else own.push(entry);
  }
  return [...byAward.values()].flatMap((own) => {
    const award = own.find(({ kind }) => kind === "award");
    return award === undefined ? [] : [standingOf(award, own)];
  });
}

function standingOf(award: ReferralEntry, own: readonly ReferralEntry[]): AwardStanding {
  const sumOf = (...kinds: readonly ReferralEntry["kind"][]): number =>
    own.reduce((sum, { kind, amountMinor }) => (kinds.includes(kind) ? sum + amountMinor : sum), 0);
  const has = (kind: ReferralEntry["kind"]): boolean => own.some((entry) => entry.kind === kind);
  const netMinor = sumOf("award", "clawback", "void");
  const paidMinor = sumOf("pay");
  return { award, state: stateOf(has, netMinor), netMinor, paidMinor, debtMinor: Math.max(0, paidMinor - netMinor) };
}

function stateOf(has: (kind: ReferralEntry["kind"]) => boolean, netMinor: number): AwardStanding["state"] {
  if (has("pay")) return "paid";
  if (has("void")) return "void";
  if (netMinor === 0) return "clawed_back";
  return has("approve") ? "approved" : "pending";
}
