import { paymentOf } from "@liftproof/attribution";
import type {
  AttributionRules, Order, ProofState, ReferralClick, ReferralDecision, ReferralEntry, ReferralEntryKind, ReferralEntryReason, ReferralInput, Refund, TouchTier,
} from "@liftproof/attribution";
import { referralSourcesSql } from "@liftproof/lake";
import type { GoldOptions } from "@liftproof/lake";
import type { SqlValue } from "../sql-value.ts";
import type { Lake } from "./open-lake.ts";
import { readReferralDecisions } from "./referral/read-referral-decisions.ts";

/** Reads what the referral ledger is advanced from. Memory grows with the people who were referred, not with events. */
export async function readReferralInput(lake: Lake, gold: GoldOptions): Promise<Required<Omit<ReferralInput, "rules" | "watermarkUs">>> {
  const sql = referralSourcesSql(gold);
  const owners = new Map((await rowsOf(lake, sql.identities)).map((row) => [ownerKey(text(row["published_identity"]), whole(row["at_us"])), text(row["identity_id"])]));
  return {
    entries: await readReferralEntries(lake),
    clicks: (await rowsOf(lake, sql.clicks)).map((row) => clickOf(row, gold.rules)),
    orders: (await rowsOf(lake, sql.orders)).map(orderOf),
    refunds: (await rowsOf(lake, sql.refunds)).map(refundOf),
    decisions: [...(await rowsOf(lake, sql.payments)).flatMap((row) => decisionsOf(row)), ...(await readReferralDecisions(lake))],
    identityOf: (identityId, atUs) => owners.get(ownerKey(identityId, atUs)) ?? identityId,
  };
}

/** The ledger as it is published. */
export async function readReferralEntries(lake: Lake): Promise<readonly ReferralEntry[]> {
  const rows = await rowsOf(lake, `SELECT *, epoch_us("at") AS at_us FROM lake.fact_attribution_referral ORDER BY at_us, entry_id`);
  return rows.map((row) => ({
    entryId: text(row["entry_id"]),
    referralId: text(row["referral_id"]),
    referrerIdentity: text(row["referrer_identity"]),
    refereeIdentity: text(row["referee_identity"]),
    orderId: text(row["order_id"]),
    kind: text(row["kind"]) as ReferralEntryKind,
    amountMinor: whole(row["amount_minor"]),
    currency: text(row["currency"]),
    source: textOrNull(row["source"]),
    campaign: textOrNull(row["campaign"]),
    hasClickProof: row["has_click_proof"] === true,
    reason: text(row["reason"]) as ReferralEntryReason,
    awardEntryId: text(row["award_entry_id"]),
    atUs: whole(row["at_us"]),
  }));
}

type Row = Readonly<Record<string, SqlValue>>;

function rowsOf(lake: Lake, sql: string): Promise<readonly Row[]> {
  return lake.all(sql);
}

/** A token that names a referrer has the partner's window, see `judgedTouch`. */
function clickOf(row: Row, { partnerProofWindowUs }: AttributionRules): ReferralClick {
  const tier = text(row["tier"]) as TouchTier;
  return {
    referrerIdentity: text(row["referrer_identity"]),
    refereeIdentity: text(row["referee_identity"]),
    judged: {
      eventId: text(row["event_id"]),
      receivedTsUs: whole(row["received_ts_us"]),
      touchTsUs: whole(row["touch_ts_us"]),
      visibleFromUs: whole(row["visible_from_us"]),
      tier,
      proofState: text(row["proof_state"]) as ProofState,
      proofWindowUs: partnerProofWindowUs,
      labels: tier === "direct" ? null : { channel: text(row["channel"]), source: textOrNull(row["source"]), medium: textOrNull(row["medium"]), campaign: textOrNull(row["campaign"]) },
    },
  };
}

function orderOf(row: Row): Order {
  return {
    orderId: text(row["order_id"]),
    eventId: text(row["event_id"]),
    identityId: text(row["identity_id"]),
    orderTsUs: whole(row["order_ts_us"]),
    receivedTsUs: whole(row["received_ts_us"]),
    valueMinor: whole(row["value_minor"]),
    currency: text(row["currency"]),
  };
}

function refundOf(row: Row): Refund {
  return {
    refundId: text(row["refund_id"]),
    orderId: text(row["order_id"]),
    eventId: text(row["event_id"]),
    amountMinor: whole(row["amount_minor"]),
    currency: text(row["currency"]),
    refundedTsUs: whole(row["refund_ts_us"]),
    receivedTsUs: whole(row["received_ts_us"]),
  };
}

function decisionsOf(row: Row): readonly ReferralDecision[] {
  const payment = paymentOf({
    eventName: "payout.paid",
    payload: { award_entry_id: text(row["award_entry_id"]) },
    eventTsUs: whole(row["event_ts_us"]),
    receivedTsUs: whole(row["received_ts_us"]),
  });
  return payment === null ? [] : [payment];
}

function ownerKey(identityId: string, atUs: number): string {
  return `${atUs}:${identityId}`;
}

function text(value: SqlValue | undefined): string {
  return String(value);
}

function textOrNull(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function whole(value: SqlValue | undefined): number {
  return Number(value);
}
