import { attributeOrders, attributionRules, channelTouch, explainOrder } from "@liftproof/attribution";
import type { Order, Touch } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseUs, dayUs } from "./support/rows.ts";

const rules = attributionRules();
const watermarkUs = baseUs + dayUs;

/** Touches and orders whose ids, receipts and contents repeat independently of each other. */
const touch = fc
  .record({ identityId: fc.constantFrom("u0", "u1"), eventId: fc.constantFrom("X", "Y"), ageUs: fc.constantFrom(1, 2), channel: fc.constantFrom("A", "B", "\uff5e", "\u{1f600}") })
  .map(({ ageUs, ...given }): Touch => ({ ...channelTouch({ ...given, timeUs: baseUs - ageUs }), receivedTsUs: baseUs }));
const order = fc
  .record({ orderId: fc.constantFrom("o1", "o2"), eventId: fc.constantFrom("x", "y"), identityId: fc.constantFrom("u0", "u1"), valueMinor: fc.nat(2) })
  .map((given): Order => ({ ...given, orderTsUs: baseUs, receivedTsUs: baseUs, currency: "EUR" }));
const shuffled = <Row>(row: fc.Arbitrary<Row>, maxLength: number): fc.Arbitrary<readonly [Row[], Row[]]> =>
  fc.array(row, { maxLength, size: "max" }).chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

describe("rows that contradict each other", () => {
  test("law: under one id and one receipt, their order decides nothing, and the story of every order shows the winner of its fact", () => {
    // Both ways of finding repeats: more than 24 touches of a person are looked up in a table.
    fc.assert(
      fc.property(fc.oneof(shuffled(touch, 8), shuffled(touch, 80)), shuffled(order, 6), ([touches, touchesAgain], [orders, ordersAgain]) => {
        const facts = attributeOrders({ touches, orders, rules, watermarkUs });
        expect(attributeOrders({ touches: touchesAgain, orders: ordersAgain, rules, watermarkUs })).toEqual(facts);
        for (const fact of facts) {
          const story = explainOrder({ touches, orders, rules, watermarkUs }, fact.orderId);
          const won = story?.touches.find(({ fate }) => fate === "won");
          expect([won?.judged.eventId ?? null, won?.channel ?? "direct"]).toEqual([fact.winningEventId, fact.channel]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("edge: an event id that two people share is a touch of each, in the fact and in its story", () => {
    const touches = [channelTouch({ identityId: "q", eventId: "X", timeUs: baseUs - 2, channel: "A" }), channelTouch({ identityId: "p", eventId: "X", timeUs: baseUs - 1, channel: "B" })];
    const orders: readonly Order[] = [{ orderId: "o", identityId: "p", eventId: "x", orderTsUs: baseUs, receivedTsUs: baseUs, valueMinor: 1, currency: "EUR" }];
    const story = explainOrder({ touches, orders, rules, watermarkUs }, "o");
    expect([story?.fact.channel, story?.touches.map(({ judged, fate }) => [judged.eventId, fate])]).toEqual(["B", [["X", "won"]]]);
  });
});
