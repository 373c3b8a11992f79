import { awardStandings } from "@liftproof/attribution";
import type { AwardStanding, ReferralDecision } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import type { Lake } from "../open-lake.ts";
import { readReferralEntries } from "../read-referral-input.ts";
import { readReferralDecisions } from "./read-referral-decisions.ts";

/** An award of a lake as it stands, and what is to become of it. */
export interface ReferralAward extends AwardStanding {
  /** When the hold was over; `null` before the ledger says so. */
  readonly approvedUs: EpochMicros | null;
  /** A recorded decision that no build has followed yet; `null` without one. */
  readonly waiting: ReferralDecision | null;
}

/** Every award of the ledger as of the latest build, the earliest first. */
export async function readReferralAwards(lake: Lake): Promise<readonly ReferralAward[]> {
  const entries = await readReferralEntries(lake);
  const decisions = await readReferralDecisions(lake);
  const approvals = new Map(entries.flatMap(({ kind, awardEntryId, atUs }) => (kind === "approve" ? [[awardEntryId, atUs]] : [])));
  const followed = new Set(entries.map(({ kind, orderId }) => `${kind}:${orderId}`));
  const waiting = new Map(decisions.flatMap((decision) => (followed.has(`${decision.kind}:${decision.orderId}`) ? [] : [[decision.orderId, decision]])));
  return awardStandings(entries, Number.POSITIVE_INFINITY).map((standing) => {
    const { orderId, entryId } = standing.award;
    const isOpen = standing.state === "pending" || standing.state === "approved";
    return { ...standing, approvedUs: approvals.get(entryId) ?? null, waiting: isOpen ? (waiting.get(orderId) ?? null) : null };
  });
}
