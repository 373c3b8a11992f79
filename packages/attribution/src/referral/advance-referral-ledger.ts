import type { EpochMicros } from "@liftproof/events";
import type { Order } from "../order.ts";
import { awardForOrder } from "./award-for-order.ts";
import { customerBook } from "./customer-book.ts";
import { decisionEntry } from "./decision-entry.ts";
import { entryIdOf } from "./entry-id.ts";
import type { NoAwardReason } from "./no-award-reason.ts";
import { referralBook } from "./referral-book.ts";
import type { IdentityOf } from "./referral-book.ts";
import type { ReferralClick } from "./referral-click.ts";
import type { ReferralDecision } from "./referral-decision.ts";
import type { ReferralEntry } from "./referral-entry.ts";
import type { ReferralRules } from "./referral-rules.ts";
import { referralTimeline } from "./referral-timeline.ts";
import { refundClawback } from "./refund-clawback.ts";
import type { Refund } from "./refund.ts";

/** The ledger so far, and everything known up to the watermark. */
export interface ReferralInput {
  /** What was published before; empty at the first run. */
  readonly entries: Iterable<ReferralEntry>;
  readonly clicks: Iterable<ReferralClick>;
  /** All orders, without test orders: also the old ones, for they say who is a new customer and what a refund is a part of. */
  readonly orders: Iterable<Order>;
  readonly refunds: Iterable<Refund>;
  readonly decisions?: Iterable<ReferralDecision>;
  readonly rules: ReferralRules;
  /** The person whom an identity of a published entry belongs to by now; itself when absent. */
  readonly identityOf?: IdentityOf;
  readonly watermarkUs: EpochMicros;
}

/** What a run adds, and what it could not do. */
export interface ReferralAdvance {
  /** To be appended; empty when nothing new is known. */
  readonly added: readonly ReferralEntry[];
  /** Orders with a referral click in reach that earned nothing. */
  readonly unawarded: readonly { readonly orderId: string; readonly reason: NoAwardReason }[];
  /** Decisions that were not followed, see `decisionEntry`. */
  readonly refused: readonly ReferralDecision[];
}

/**
 * Adds to a referral ledger what has become due: awards, clawbacks of refunds, approvals after the hold, decisions, and
 * the clawback of awards whose two sides turned out to be one person.
 *
 * Entries that were published stand as they are: a buyer stays bound to the referrer first published, and what later
 * proves wrong is taken back by an entry of its own. Running it again with the same facts adds nothing.
 */
export function advanceReferralLedger(input: ReferralInput): ReferralAdvance {
  const { rules, watermarkUs, identityOf = (identityId): string => identityId } = input;
  const book = referralBook(input.entries, identityOf);
  const clicks = groupBy(input.clicks, ({ refereeIdentity }) => refereeIdentity);
  const timeline = referralTimeline({ ...input, decisions: input.decisions ?? [] });
  const refunds = groupBy(timeline.flatMap((moment) => (moment.kind === "refund" ? [moment.refund] : [])), ({ orderId }) => orderId);
  const orders = new Map(timeline.flatMap((moment) => (moment.kind === "order" ? [[moment.order.orderId, moment.order]] : [])));
  const customers = customerBook();
  const added: ReferralEntry[] = [];
  const unawarded: { orderId: string; reason: NoAwardReason }[] = [];
  const refused: ReferralDecision[] = [];

  const add = (entry: ReferralEntry | null): void => {
    if (entry === null || book.has(entry.entryId)) return;
    book.add(entry);
    added.push(entry);
  };

  const approveWhenDue = (award: ReferralEntry, atUs: EpochMicros): void => {
    const dueUs = award.atUs + rules.holdUs;
    if (dueUs > atUs || book.balance(award, dueUs) <= 0) return;
    add({ ...award, entryId: entryIdOf("approve", award.orderId), kind: "approve", amountMinor: 0, reason: "hold_over", atUs: dueUs });
  };

  const onOrder = (order: Order): void => {
    const isNewCustomer = !customers.bought(order) && !book.standing(order.identityId, order.orderTsUs).some(({ atUs }) => atUs > order.orderTsUs);
    customers.add(order);
    if (book.award(order.orderId) !== undefined) return;
    const own = (clicks.get(order.identityId) ?? []).filter(({ judged }) => judged.receivedTsUs <= watermarkUs);
    const found = awardForOrder(order, { book, identityOf, atUs: order.orderTsUs, clicks: own, isNewCustomer, rules });
    if (typeof found === "string") unawarded.push({ orderId: order.orderId, reason: found });
    else add(found);
  };

  const onRefund = (refund: Refund, atUs: EpochMicros): void => {
    const order = orders.get(refund.orderId);
    if (order === undefined || refund.currency !== order.currency) return;
    customers.refund(order, refund.amountMinor);
    const award = book.award(refund.orderId);
    if (award === undefined) return;
    const own = (refunds.get(refund.orderId) ?? []).filter(({ currency }) => currency === order.currency);
    const reached = own.indexOf(refund);
    const counted = own.filter(({ refundId }, at) => at <= reached || book.has(entryIdOf("clawback", refund.orderId, refundId)));
    add(refundClawback(refund, { award, order, counted, atUs }, book));
  };

  const onDecision = (decision: ReferralDecision): void => {
    const award = book.award(decision.orderId);
    if (award !== undefined) approveWhenDue(award, decision.atUs);
    if (book.has(entryIdOf(decision.kind, decision.orderId))) return;
    const entry = award === undefined ? null : decisionEntry(decision, award, book);
    if (entry === null) refused.push(decision);
    else add(entry);
  };

  for (const moment of timeline) {
    if (moment.kind === "order") onOrder(moment.order);
    else if (moment.kind === "refund") onRefund(moment.refund, moment.atUs);
    else onDecision(moment.decision);
  }
  for (const award of book.awards()) {
    if (identityOf(award.referrerIdentity, award.atUs) === identityOf(award.refereeIdentity, award.atUs)) {
      const left = book.balance(award, Number.POSITIVE_INFINITY);
      if (left > 0) add({ ...award, entryId: entryIdOf("clawback", award.orderId), kind: "clawback", amountMinor: -left, reason: "self_referral", atUs: watermarkUs });
    } else {
      approveWhenDue(award, watermarkUs);
    }
  }
  return { added, unawarded, refused };
}

function groupBy<Row>(rows: Iterable<Row>, keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
