import { advanceReferralLedger } from "@liftproof/attribution";
import type { ReferralAdvance, ReferralDecision, ReferralRules } from "@liftproof/attribution";
import type { GoldOptions } from "@liftproof/lake";
import { appendRows } from "./append-rows.ts";
import { instantText } from "./instant-text.ts";
import type { Lake } from "./open-lake.ts";
import { readReferralInput } from "./read-referral-input.ts";

/** What to advance the ledger by. */
export interface ReferralBuild {
  readonly lake: Lake;
  readonly gold: GoldOptions;
  readonly rules: ReferralRules;
  /** Beside the payments that `payout.paid` events report and what `lake.referral_decisions` holds. */
  readonly decisions: readonly ReferralDecision[];
}

/** What a build added to the referral ledger, and what it could not do. */
export interface ReferralReport extends Pick<ReferralAdvance, "unawarded" | "refused"> {
  readonly added: number;
}

/** Appends to `lake.fact_attribution_referral` what has become due; entries that stand are left as they are. */
export async function buildReferrals({ lake, gold, rules, decisions }: ReferralBuild): Promise<ReferralReport> {
  const input = await readReferralInput(lake, gold);
  const { added, unawarded, refused } = advanceReferralLedger({ ...input, decisions: [...input.decisions, ...decisions], rules, watermarkUs: gold.watermarkUs });
  await appendRows(
    lake,
    "fact_attribution_referral",
    added.map((entry) => [
      entry.entryId, entry.referralId, entry.referrerIdentity, entry.refereeIdentity, entry.orderId, entry.kind, entry.amountMinor, entry.currency,
      entry.source, entry.campaign, entry.hasClickProof, entry.reason, entry.awardEntryId, instantText(entry.atUs),
    ]),
  );
  return { added: added.length, unawarded, refused };
}
