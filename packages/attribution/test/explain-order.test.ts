import { attributeOrders, attributionRules, explainOrder } from "@liftproof/attribution";
import type { Order, TouchFate } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readings } from "./support/facts.ts";
import { baseUs, checkoutHistory, dayUs, history, hourUs, type OwnedRow, rowOf } from "./support/rows.ts";

const rules = attributionRules();
const watermarkUs = baseUs + 30 * dayUs;
const candidateFates: readonly TouchFate[] = ["won", "runner_up", "lower_tier", "earlier"];

describe("the story of an order", () => {
  test("law: it names the winner, counts the candidates, and replaying the candidates gives the winner again", () => {
    fc.assert(
      fc.property(fc.oneof(history, checkoutHistory), fc.constantFrom(rules, attributionRules({ resetAtOrder: true }), attributionRules({ conversionIsTouch: true, lookbackUs: null })), (rows, chosen) => {
        const { touches, orders } = readings(rows, chosen);
        for (const fact of attributeOrders({ touches, orders, rules: chosen, watermarkUs })) {
          const story = explainOrder({ touches, orders, rules: chosen, watermarkUs }, fact.orderId);
          expect(story?.fact).toEqual(fact);
          const candidates = (story?.touches ?? []).filter(({ fate }) => candidateFates.includes(fate));
          expect(candidates).toHaveLength(fact.candidates);
          expect(candidates.find(({ fate }) => fate === "won")?.judged.eventId ?? null).toBe(fact.winningEventId);
          expect(candidates.find(({ fate }) => fate === "runner_up")?.judged.eventId ?? null).toBe(fact.runnerUpEventId);
          // Alone, a click keeps the verdict it had among all others only if that verdict is written into it.
          const alone = candidates.map(({ judged }) => ({ ...judged.touch, token: null, signed: null, open: judged.labels }));
          const asked = orders.filter((order) => order.orderId === fact.orderId && isFirst(order, orders));
          const order = asked[0];
          if (order === undefined || candidates.some(({ judged }) => judged.tier === "proof" || judged.touch.token !== null)) continue;
          const [replayed] = attributeOrders({ touches: alone, orders: [order], rules: { ...chosen, conversionIsTouch: true }, watermarkUs });
          expect([replayed?.winningEventId, replayed?.candidates]).toEqual([fact.winningEventId, fact.candidates]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("example: every touch has one reason", () => {
    const tag = (eventId: string, changes: { readonly ageUs: number; readonly delayUs?: number; readonly utmSource?: string | null }): OwnedRow => ({
      identityId: "a",
      row: rowOf({
        eventId,
        eventTsUs: baseUs - changes.ageUs,
        receivedTsUs: baseUs - changes.ageUs + (changes.delayUs ?? 0),
        utmSource: changes.utmSource === undefined ? "google" : changes.utmSource,
      }),
    });
    const order = {
      identityId: "a",
      row: rowOf({ eventId: "order", eventName: "order.created", utmSource: "google", payload: { order_id: "o", value_minor: "1", currency: "EUR" } }),
    };
    const rows = [
      order,
      tag("old", { ageUs: 8 * dayUs }),
      tag("first", { ageUs: 3 * dayUs }),
      tag("second", { ageUs: 2 * dayUs }),
      tag("third", { ageUs: dayUs }),
      tag("visit", { ageUs: hourUs, utmSource: null }),
      tag("late", { ageUs: 1, delayUs: 3 * dayUs }),
      tag("after", { ageUs: -1 }),
    ];
    const story = explainOrder({ ...readings(rows, rules), rules, watermarkUs }, "o");
    expect(story?.touches.map(({ judged, fate, secondsToOrder }) => [judged.eventId, fate, secondsToOrder])).toEqual([
      ["after", "after_order", -1],
      ["order", "own_event", 0],
      ["late", "received_too_late", 0],
      ["visit", "lower_tier", 3600],
      ["third", "won", 86_400],
      ["second", "runner_up", 172_800],
      ["first", "earlier", 259_200],
      ["old", "before_lookback", 691_200],
    ]);
  });

  test("example: a claim that came into the checkout is named, what was there before it wins", () => {
    const at = (eventId: string, ageUs: number, changes: object): OwnedRow => ({ identityId: "a", row: rowOf({ eventId, eventTsUs: baseUs - ageUs, ...changes }) });
    const affiliate = { utmSource: "dealfinder", utmMedium: "affiliate" };
    const story = (shift: number): readonly (readonly [string, TouchFate])[] => {
      const rows = [
        at("ad", hourUs, { utmSource: "google", utmMedium: "cpc" }),
        at("start", 60, { eventName: "checkout.start", payload: { checkout_id: "c" } }),
        at("claim", 60 - shift, affiliate),
        at("coupon", 60 - shift, { utmSource: "Honey" }),
        at("order", 0, { eventName: "order.created", payload: { order_id: "o", checkout_id: "c", value_minor: "1", currency: "EUR" } }),
      ];
      return explainOrder({ ...readings(rows, rules), rules, watermarkUs }, "o")?.touches.map(({ judged, fate }) => [judged.eventId, fate] as const) ?? [];
    };
    expect(story(1)).toEqual([["coupon", "checkout_injection"], ["claim", "checkout_injection"], ["ad", "won"]]);
    expect(story(0)).toEqual([["coupon", "won"], ["claim", "runner_up"], ["ad", "earlier"]]);
  });

  test("edge: an order nobody knows, or that was received after the watermark, has no story", () => {
    const row = rowOf({ eventId: "e", eventName: "order.created", payload: { order_id: "o", value_minor: "1", currency: "EUR" } });
    const input = { ...readings([{ row, identityId: "a" }], rules), rules };
    expect(explainOrder({ ...input, watermarkUs }, "other")).toBeUndefined();
    expect(explainOrder({ ...input, watermarkUs: baseUs - 1 }, "o")).toBeUndefined();
    expect(explainOrder({ ...input, watermarkUs: baseUs }, "o")?.fact.reason).toBe("no_touch");
  });
});

function isFirst(order: Order, orders: readonly Order[]): boolean {
  return orders.every(
    (other) =>
      other.orderId !== order.orderId ||
      other.receivedTsUs > order.receivedTsUs ||
      (other.receivedTsUs === order.receivedTsUs && Buffer.compare(Buffer.from(other.eventId), Buffer.from(order.eventId)) >= 0),
  );
}
