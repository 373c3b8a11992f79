import { silverColumns } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";
import type { Random } from "./random.ts";
import { startUs } from "./random-rows.ts";

const hour = 3_600_000_000;
const blankRow = Object.fromEntries(silverColumns.map(({ field, type }) => [field, type === "map" ? {} : null])) as unknown as SilverRow;

/** One event, received when it happened unless told otherwise. */
export function eventRow(changes: Partial<SilverRow> & Pick<SilverRow, "eventId" | "eventName" | "eventTsUs">): SilverRow {
  return {
    ...blankRow,
    eventDt: new Date(changes.eventTsUs / 1000).toISOString().slice(0, 10),
    receivedTsUs: changes.eventTsUs,
    tokenStatus: "missing",
    rawJson: `{"id":${JSON.stringify(changes.eventId)}}`,
    schemaVersion: 1,
    ...changes,
  };
}

/** Who opened a referral link, and whose it was. */
export interface ReferralVisit {
  readonly userId: string | null;
  readonly anonId?: string;
  readonly code: string;
  readonly atUs: number;
  readonly confirmed?: boolean;
}

/** A landing with a click token that names a referrer. */
export function referralVisit({ userId, anonId, code, atUs, confirmed = true }: ReferralVisit): SilverRow {
  const nonce = `nonce of ${userId ?? anonId} ${atUs}`;
  return eventRow({
    eventId: `visit ${nonce}`,
    eventName: "landing.view",
    eventTsUs: atUs,
    userId,
    anonId: anonId ?? null,
    tokenStatus: "verified",
    clickToken: nonce,
    clickKind: "click",
    clickNonce: nonce,
    clickIssuedUs: atUs,
    referrerCode: code,
    clickClaims: { key_id: "1", source: "friend", campaign: "summer" },
    payload: confirmed ? { confirmed: "true" } : {},
  });
}

/** An invitation, which makes a code its sender's. */
export function invitation(userId: string, atUs: number = startUs): SilverRow {
  return eventRow({ eventId: `invite ${userId}`, eventName: "referral.invited", eventTsUs: atUs, userId, payload: { referrer_code: `code-${userId}` } });
}

/** An order of ten thousand minor units, or whatever its payload says. */
export function orderRow(orderId: string, who: Pick<SilverRow, "eventTsUs"> & Partial<SilverRow>): SilverRow {
  const { payload, ...rest } = who;
  return eventRow({ eventId: `order ${orderId}`, eventName: "order.created", ...rest, payload: { order_id: orderId, checkout_id: orderId, value_minor: "10000", currency: "EUR", ...payload } });
}

/** People who invite each other, buy, send back and are paid; each event is received when it happens, or one of `delays` later. */
export function referralStory(random: Random, moments: number, delays: readonly number[] = [0]): SilverRow[] {
  const people = ["ada", "bob", "cid", "dot", "eve'"];
  const rows = people.map((userId) => invitation(userId));
  const orders: string[] = [];
  let atUs = startUs;
  for (let at = 0; at < moments; at++) {
    atUs += random.below(40) * hour;
    const userId = random.pick(people);
    const kind = random.pick(["visit", "visit", "order", "order", "refund", "payment"]);
    if (kind === "visit") rows.push(referralVisit({ userId, code: `code-${random.pick(people)}`, atUs: atUs + at, confirmed: random.chance(0.85) }));
    else if (kind === "order") {
      orders.push(`o:${at}%`);
      rows.push(orderRow(`o:${at}%`, { userId, eventTsUs: atUs, payload: { value_minor: `${random.pick([0, 9, 999, 10_000, 87_654])}`, currency: random.pick(["EUR", "EUR", "EUR", "USD"]) } }));
    } else if (orders.length > 0) {
      const orderId = random.pick(orders);
      const escaped = orderId.replaceAll("%", "%25").replaceAll(":", "%3A");
      rows.push(
        kind === "refund"
          ? eventRow({ eventId: `refund ${at}`, eventName: "order.refunded", eventTsUs: atUs, userId, payload: { refund_id: `r:${random.below(40)}`, order_id: orderId, amount_minor: `${random.pick([0, 1, 5_000, 10_000, 90_000])}`, currency: "EUR" } })
          : eventRow({ eventId: `payout ${at}`, eventName: "payout.paid", eventTsUs: atUs, userId, payload: { payout_id: `p${at}`, award_entry_id: `award:${escaped}:` } }),
      );
    }
  }
  return delays.length === 1 ? rows : rows.map((row) => ({ ...row, receivedTsUs: row.eventTsUs + random.pick(delays) }));
}
