import type { Order, StreamRow, Touch } from "@liftproof/attribution";
import { attributeOrders, attributeStream, attributionRules, channelTouch } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseUs, dayUs, hourUs } from "../support/rows.ts";

const limits = { stepUs: 60_000_000, maxOrderDelayUs: 2 * hourUs, maxTokenLifetimeUs: 6 * dayUs };
const lookbackUs = dayUs;
const fraudWindowUs = 2 * dayUs;
const plain = attributionRules({ lookbackUs, finalAfterUs: 0, graceUs: 0 });
const filtered = attributionRules({ lookbackUs, finalAfterUs: 0, graceUs: 0, fraud: { mode: "burst", windows: [{ windowUs: fraudWindowUs, maxTouches: 1 }], allowedDevices: [] } });
const watermarkUs = baseUs + 12 * dayUs;

/** A story in which each row is as old as a stream may still need it, or a little younger; visits of others make the steps end. */
const story = fc.record({
  rules: fc.constantFrom(plain, filtered),
  reuseUs: fc.constantFrom(limits.maxTokenLifetimeUs, 5 * dayUs, 3 * dayUs, hourUs),
  ageUs: fc.constantFrom(lookbackUs, lookbackUs - 1, 6 * hourUs, 0),
  earlierUs: fc.constantFrom(fraudWindowUs, fraudWindowUs + 1, hourUs),
  orderDelayUs: fc.constantFrom(limits.maxOrderDelayUs, hourUs, 0),
  repeatDelayUs: fc.constantFrom(limits.maxOrderDelayUs, hourUs, 0),
  kind: fc.constantFrom("somebody else's click", "a click by a clock that runs ahead", "claims"),
});

describe("what a stream forgets", () => {
  test("law: forgetting changes no fact and tells no order twice, though every row is as old as it may be", () => {
    fc.assert(
      fc.property(story, ({ rules, reuseUs, ageUs, earlierUs, orderDelayUs, repeatDelayUs, kind }) => {
        const visitUs = baseUs + reuseUs;
        const aheadUs = kind === "a click by a clock that runs ahead" ? 300_000_000 : 0;
        const claim = (eventId: string, timeUs: number): Touch => ({ ...channelTouch({ identityId: "buyer", eventId, timeUs, channel: "Email", campaign: "spring" }), visitorId: "v" });
        const touches = [
          ...(kind === "claims" ? [claim("claim", visitUs), claim("earlier", visitUs - earlierUs)] : []),
          ...(kind === "somebody else's click" ? [clickBy("owner", baseUs, baseUs), clickBy("buyer", visitUs, baseUs)] : []),
          ...(aheadUs > 0 ? [clickBy("buyer", visitUs, visitUs + aheadUs)] : []),
          ...Array.from({ length: 40 }, (_, at) => channelTouch({ identityId: "other", eventId: `other-${at}`, timeUs: baseUs + at * 6 * hourUs, channel: "Ads" })),
        ];
        const order = orderAt(visitUs + aheadUs + ageUs, Math.min(orderDelayUs, repeatDelayUs));
        const again = orderAt(visitUs + aheadUs + ageUs, Math.max(orderDelayUs, repeatDelayUs));
        const rows = inOrderOfReceipt(touches, [order, again]);
        const facts = [...attributeStream({ rows, rules, watermarkUs, ...limits })].flatMap((answer) => (answer.kind === "fact" ? [answer.fact] : []));
        expect(facts).toHaveLength(1);
        for (const fact of facts) {
          expect([fact]).toEqual(attributeOrders({ touches, orders: [order, again], rules, watermarkUs: fact.watermarkUs }));
        }
      }),
      { numRuns: 80 },
    );
  });
});

/** A click of one token, confirmed by whoever brings it. */
function clickBy(identityId: string, receivedTsUs: number, clickedTsUs: number): Touch {
  const touch = channelTouch({ identityId, eventId: `click-of-${identityId}`, timeUs: receivedTsUs, channel: "Email", tokenStatus: "verified" });
  const token = { kind: "click", keyId: "k", nonce: "n", clickedTsUs, partner: null, referrerCode: null, trusted: false, confirmed: true } as const;
  return { ...touch, token, open: null };
}

function orderAt(orderTsUs: number, delayUs: number): Order {
  return { orderId: "o", identityId: "buyer", eventId: "ordered", orderTsUs, receivedTsUs: orderTsUs + delayUs, valueMinor: 1000, currency: "EUR" };
}

function inOrderOfReceipt(touches: readonly Touch[], orders: readonly Order[]): readonly StreamRow[] {
  const rows: StreamRow[] = [...touches.map((touch) => ({ kind: "touch" as const, touch })), ...orders.map((order) => ({ kind: "order" as const, order }))];
  const receiptOf = (row: StreamRow): number => (row.kind === "touch" ? row.touch.receivedTsUs : row.order.receivedTsUs);
  return rows.sort((a, b) => receiptOf(a) - receiptOf(b));
}
