import { attributionRules, channelChangeLines, channelChanges } from "@liftproof/attribution";
import type { AttributionFact, AttributionRules } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf } from "../support/facts.ts";
import type { OwnedRow } from "../support/rows.ts";
import { baseUs, history, hourUs, rowOf } from "../support/rows.ts";

const editions = { before: attributionRules({ channelEdition: "2023-11" }), after: attributionRules({ channelEdition: "2026-05" }) };
const custom = attributionRules({ customChannelRules: [{ channel: "Networks", any: [{ field: "source", op: "in", value: ["facebook"] }] }] });

describe("orders that change channel", () => {
  test("law: the changes carry one set of channels over into the other, and back again undo it", () => {
    fc.assert(
      fc.property(history, fc.constantFrom<AttributionRules>(editions.before, custom, attributionRules({ lookbackUs: 24 * hourUs })), (rows, rules) => {
        const [before, after] = [factsOf(rows, rules, Infinity), factsOf(rows, editions.after, Infinity)];
        const { changes, compared, onlyBefore, onlyAfter } = channelChanges(before, after);
        const channels = new Map(before.map((fact) => [fact.orderId, fact.channel]));
        for (const change of changes) {
          expect(channels.get(change.orderId)).toBe(change.before);
          expect(change.before).not.toBe(change.after);
          channels.set(change.orderId, change.after);
        }
        expect(channels).toEqual(new Map(after.map((fact) => [fact.orderId, fact.channel])));
        expect([compared, onlyBefore, onlyAfter]).toEqual([before.length, [], []]);
        expect(channelChanges(after, before).changes.map(({ orderId }) => orderId)).toEqual(changes.map(({ orderId }) => orderId));
        expect(channelChanges(after, after).changes).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("example: the edition of 2026-05 gives assistants a channel of their own, and changes nothing else", () => {
    const rows = ["chatgpt.com", "www.google.com", "blog.example", "chatgpt.com"].flatMap((referrerHost, at) => visitAndOrder(at, referrerHost));
    const changes = channelChanges(factsOf(rows, editions.before, baseUs), factsOf(rows, editions.after, baseUs));
    expect(changes.changes[0]).toEqual({
      orderId: "o0",
      orderValueMinor: 4200,
      currency: "EUR",
      before: "Referral",
      after: "AI Assistant",
      cause: "renamed",
      source: "chatgpt.com",
      medium: "ai-assistant",
      campaign: null,
    });
    expect(channelChangeLines(changes)).toEqual([
      "2 of 4 orders change channel",
      "Referral -> AI Assistant: 2 orders, 84.00 EUR, the same touch under another name (o0, o3)",
    ]);
  });

  test("example: lines count what moved and name a few orders", () => {
    const fact = factsOf(visitAndOrder(0, "blog.example"), editions.after, baseUs)[0];
    if (fact === undefined) throw new Error("expected a fact");
    const facts = (changes: Partial<AttributionFact>): readonly AttributionFact[] => ["a", "b", "c", "d"].map((orderId) => ({ ...fact, orderId, currency: "JPY", ...changes }));
    const moved = channelChanges([...facts({}), { ...fact, orderId: "z" }], facts({ channel: "Email", winningEventId: "other" }));
    expect(channelChangeLines(moved, { minorDigits: () => 0 })).toEqual([
      "4 of 4 orders change channel",
      "Referral -> Email: 4 orders, 16,800 JPY, another touch wins (a, b, c and 1 more)",
      "1 order only before (z)",
    ]);
    expect(channelChangeLines(channelChanges([], []))).toEqual(["0 of 0 orders change channel"]);
  });
});

function visitAndOrder(at: number, referrerHost: string): readonly OwnedRow[] {
  const identityId = `u:${at}0`;
  const payload = { order_id: `o${at}`, value_minor: "4200", currency: "EUR" };
  return [
    { identityId, row: rowOf({ eventId: `visit${at}`, referrerHost, eventTsUs: baseUs - hourUs }) },
    { identityId, row: rowOf({ eventId: `order${at}`, eventName: "order.created", payload }) },
  ];
}
