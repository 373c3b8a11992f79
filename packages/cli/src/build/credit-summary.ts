import { readPartners, readReferrals } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import type { AttributionRules } from "@liftproof/attribution";
import { minorDigits } from "@liftproof/reporting";
import type { ReportPartner, ReportReferrals } from "@liftproof/reporting";
import { counted } from "../output/counted.ts";
import { moneyFormat } from "../output/format-money.ts";
import { formatCount, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";

/** What proof changed in one currency. */
export interface ProofSum {
  readonly currency: string;
  readonly orders: number;
  readonly ordersWithProof: number;
  /** Orders won by proof that would have another channel if all tokens were ignored, and what they are worth. */
  readonly ordersMoved: number;
  readonly valueMovedMinor: number;
}

/** What a build says about credit: how proof was used and what it moved, who was paid for what, and what is owed. */
export interface CreditSummary {
  readonly proofMode: AttributionRules["proofMode"];
  /** Campaigns and partners whose claims need proof. */
  readonly requireProof: readonly string[];
  readonly proof: readonly ProofSum[];
  /** In the currency of most orders. */
  readonly partners: readonly ReportPartner[];
  readonly referralAwards: readonly ReportReferrals[];
}

/** Reads the summary of the build just published. */
export async function creditSummary(lake: Lake, { proofMode, requireProof }: AttributionRules): Promise<CreditSummary> {
  const rows = await lake.all(`SELECT currency, count(*) AS orders, count(*) FILTER (has_click_proof) AS proven, count(*) FILTER (has_click_proof AND channel <> without_proof_channel) AS moved,
  COALESCE(SUM(order_value_minor) FILTER (WHERE has_click_proof AND channel <> without_proof_channel), 0)::HUGEINT AS moved_value
FROM lake.fact_attribution_checkout GROUP BY currency ORDER BY orders DESC, currency`);
  const proof = rows.map((row) => ({
    currency: String(row["currency"]),
    orders: Number(row["orders"]),
    ordersWithProof: Number(row["proven"]),
    ordersMoved: Number(row["moved"]),
    valueMovedMinor: Number(row["moved_value"]),
  }));
  return {
    proofMode,
    requireProof: requireProof.map(({ campaign, partner }) => (campaign === undefined ? `partner ${partner ?? ""}` : `campaign ${campaign}`)),
    proof,
    partners: proof[0] === undefined ? [] : await readPartners(lake, proof[0].currency),
    referralAwards: await readReferrals(lake),
  };
}

/** The summary for people. */
export function creditText({ proofMode, requireProof, proof, partners, referralAwards }: CreditSummary): readonly string[] {
  const currency = proof[0]?.currency ?? "";
  const rows = partners.map(({ partner, clicks, signed, confirmed, orders, valueMinor }) => [partner, formatCount(clicks), formatPercent(signed / Math.max(1, clicks)), formatPercent(confirmed / Math.max(1, clicks)), formatCount(orders), minor(valueMinor, currency)]);
  return [
    ...(proofMode === "enforce" && requireProof.length > 0 ? [`claims need proof for ${requireProof.join(", ")}`] : []),
    ...(proofMode === "enforce" ? [] : [proofMode === "off" ? "proof mode off: no token was read" : "proof mode report: no claim was rejected for want of proof"]),
    ...proof.map((sum) => `proof won ${formatCount(sum.ordersWithProof)} of ${counted(sum.orders, "order")} and moved ${formatCount(sum.ordersMoved)}, worth ${minor(sum.valueMovedMinor, sum.currency)} ${sum.currency}, to another channel`),
    ...referralAwards.map((ledger) => `referral awards: ${owed(ledger)}`),
    ...(rows.length === 0 ? [] : ["", formatTable([["partner", "clicks", "signed", "confirmed by a person", "orders", `value in ${currency}`], ...rows])]),
  ];
}

function owed({ currency, states, paidMinor, debtMinor }: ReportReferrals): string {
  const left = (state: string): string => minor(states.reduce((sum, one) => (one.state === state ? sum + one.leftMinor : sum), 0), currency);
  return `${left("pending")} pending, ${left("approved")} approved, ${minor(paidMinor, currency)} paid and ${minor(debtMinor, currency)} of it owed back, in ${currency}`;
}

function minor(amount: number, currency: string): string {
  return moneyFormat(currency)(amount / 10 ** minorDigits(currency));
}
