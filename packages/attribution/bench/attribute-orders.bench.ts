import { attributeOrders, attributionRules, channelTotals, channelTouch } from "@liftproof/attribution";
import type { AttributionInput, Order, Touch } from "@liftproof/attribution";
import { bench, describe } from "vitest";

/** How many touches a core ranks in a second: a crowd of ten touches each, and one identity that holds sixty thousand. */
const dayUs = 86_400_000_000;
const startUs = 1_790_000_000_000_000;
const crowd = journeys({ touches: 100_000, people: 10_000, orders: 10_000 });
const busy = journeys({ touches: 60_000, people: 1, orders: 4000 });

describe("100,000 touches of 10,000 people, 10,000 orders", () => {
  bench("facts", () => {
    attributeOrders(crowd);
  });
  bench("totals of linear and position", () => {
    channelTotals({ ...crowd, models: ["linear", "position"] });
  });
});

describe("60,000 touches of one identity, 4,000 orders", () => {
  bench("facts", () => {
    attributeOrders(busy);
  });
  bench("totals of linear and position", () => {
    channelTotals({ ...busy, models: ["linear", "position"] });
  });
});

function journeys(size: { readonly touches: number; readonly people: number; readonly orders: number }): AttributionInput {
  const next = seeded(7);
  const someone = (): string => `u${Math.floor(next() * size.people)}`;
  const someTime = (): number => startUs + Math.floor(next() * 30 * dayUs);
  const touches = Array.from({ length: size.touches }, (_, at): Touch => {
    const touch = channelTouch({
      identityId: someone(),
      eventId: `event-${String(at).padStart(12, "0")}`,
      timeUs: someTime(),
      channel: next() < 0.5 ? "Email" : "Paid Search",
      isDirect: next() < 0.3,
      tokenStatus: next() < 0.1 ? "verified" : "missing",
    });
    return next() < 0.05 ? { ...touch, receivedTsUs: touch.receivedTsUs + Math.floor(next() * 3 * dayUs) } : touch;
  });
  const orders = Array.from({ length: size.orders }, (_, at): Order => {
    const orderTsUs = someTime();
    return { orderId: `o${at}`, identityId: someone(), eventId: `order-${at}`, orderTsUs, receivedTsUs: orderTsUs, valueMinor: 1000 + at, currency: "EUR" };
  });
  return { touches, orders, rules: attributionRules({ collapseGapUs: null }), watermarkUs: startUs + 60 * dayUs };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}
