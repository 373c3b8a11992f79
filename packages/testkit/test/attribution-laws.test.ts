import { attributeOrders, attributionRules, orderOf, touchOf } from "@liftproof/attribution";
import type { AttributionFact, Order, Touch } from "@liftproof/attribution";
import { compareCodePoints, identityLinkOf, resolveIdentities } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";
import { journey, silverRow } from "@liftproof/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const watermarkUs = Date.UTC(2026, 10, 1) * 1000;
const rules = attributionRules();

/** From rows to facts by way of identities, as a service would do it in memory. */
function factsOf(rows: readonly SilverRow[], asOfUs: number = watermarkUs): readonly AttributionFact[] {
  const links = rows.flatMap((row) => identityLinkOf(row) ?? []);
  const { identityOf } = resolveIdentities(links, { watermarkUs: asOfUs });
  const touches: Touch[] = [];
  const orders: Order[] = [];
  for (const row of rows) {
    const identityId = identityOf({ userId: row.userId, anonId: row.anonId, tsUs: row.eventTsUs });
    touches.push(...[touchOf(row, identityId, rules)].filter((touch) => touch !== null));
    orders.push(...[orderOf(row, identityId)].filter((order) => order !== null));
  }
  return attributeOrders({ touches, orders, rules, watermarkUs: asOfUs });
}

describe("attribution from rows", () => {
  test("law: neither the order of the rows nor repeats of them change a fact", () => {
    const shuffled = journey.chain((rows) =>
      fc
        .tuple(fc.shuffledSubarray([...rows], { minLength: rows.length }), fc.subarray([...rows]))
        .map(([all, some]) => ({ rows, other: [...all, ...some] })),
    );
    fc.assert(
      fc.property(shuffled, ({ rows, other }) => {
        expect(factsOf(other)).toEqual(factsOf(rows));
      }),
      { numRuns: 400 },
    );
  });

  test("law: rows received after the watermark change no fact", () => {
    fc.assert(
      fc.property(journey, fc.nat({ max: 10 }), (rows, days) => {
        const asOfUs = Date.UTC(2026, 8, 7 + days) * 1000;
        const known = rows.filter(({ receivedTsUs }) => receivedTsUs <= asOfUs);
        expect(factsOf(rows, asOfUs)).toEqual(factsOf(known, asOfUs));
      }),
      { numRuns: 400 },
    );
  });

  test("law: there is one fact for each order that is no test", () => {
    fc.assert(
      fc.property(journey, (rows) => {
        const real = rows.filter(({ eventName, payload }) => eventName === "order.created" && payload["is_test"] === "false");
        const ids = new Set(real.map(({ payload }) => payload["order_id"] ?? ""));
        expect(factsOf(rows).map(({ orderId }) => orderId)).toEqual([...ids].sort(compareCodePoints));
      }),
    );
  });

  test("law: a direct visit changes no winner that is not direct", () => {
    fc.assert(
      fc.property(journey, fc.nat({ max: 240 }), (rows, hours) => {
        const eventTsUs = Date.UTC(2026, 8, 7, hours) * 1000;
        const visit = silverRow({ eventId: "zz-direct", eventName: "page.view", anonId: "anon-1", userId: "user-1", eventTsUs });
        const after = new Map(factsOf([...rows, visit]).map((fact) => [fact.orderId, fact]));
        for (const { orderId, tier, winningEventId } of factsOf(rows)) {
          if (tier !== null && tier !== "direct") expect(after.get(orderId)?.winningEventId).toBe(winningEventId);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("law: evidence that is no proof takes no order from proof", () => {
    fc.assert(
      fc.property(journey, fc.nat({ max: 240 }), (rows, hours) => {
        const eventTsUs = Date.UTC(2026, 8, 7, hours) * 1000;
        const claim = silverRow({ eventId: "zz-claim", eventName: "page.view", userId: "user-1", eventTsUs, utmSource: "x", utmMedium: "cpc" });
        const after = new Map(factsOf([...rows, claim]).map((fact) => [fact.orderId, fact]));
        for (const { orderId, tier, winningEventId } of factsOf(rows)) {
          if (tier === "proof") expect(after.get(orderId)?.winningEventId).toBe(winningEventId);
        }
      }),
      { numRuns: 400 },
    );
  });
});
