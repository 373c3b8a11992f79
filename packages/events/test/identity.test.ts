import { compareCodePoints, identityLinkOf, type IdentityLink, resolveIdentities } from "@liftproof/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { event, received, rowOf } from "./contexts.ts";

const users = ["u1", "u2", "u3", "u4", "\uffff", "\u{1f388}"];
const anons = ["a1", "a2", "a3"];
const moment = { linkTsUs: fc.integer({ min: 0, max: 6 }), receivedTsUs: fc.integer({ min: 0, max: 6 }) };
const anonymous = fc.record({ anonId: fc.constantFrom(...anons), userId: fc.constantFrom(...users), ...moment });
const merge = fc.record({ fromUserId: fc.constantFrom(...users), toUserId: fc.constantFrom(...users), ...moment });
const links: fc.Arbitrary<IdentityLink[]> = fc
  .array(fc.oneof(anonymous, anonymous, merge), { maxLength: 10 })
  .map((items) => items.map((item, at): IdentityLink => ({ ...item, eventId: `e${at}` })));
const seen = fc.dictionary(fc.constantFrom(...users), fc.integer({ min: 0, max: 6 })).map((map) => new Map(Object.entries(map)));
const watermarkUs = fc.integer({ min: 0, max: 7 });

/** The wording of the rule, followed word by word for one question. */
function owner(all: readonly IdentityLink[], question: { userId: string | null; anonId: string | null; tsUs: number }, firstSeen: ReadonlyMap<string, number>): string {
  const order = (a: IdentityLink, b: IdentityLink) => a.linkTsUs - b.linkTsUs || a.receivedTsUs - b.receivedTsUs || compareCodePoints(a.eventId, b.eventId);
  let user = question.userId;
  if (user === null) {
    const own = all.filter((link) => link.anonId === question.anonId).sort(order);
    const begun = own.filter(({ linkTsUs }) => linkTsUs <= question.tsUs);
    // Before the first link its user owns; among links of the first instant that is the last of them.
    const earliest = own.filter(({ linkTsUs }) => linkTsUs === own[0]?.linkTsUs);
    user = (begun.at(-1) ?? earliest.at(-1))?.userId ?? null;
  }
  if (user === null) return `a:${question.anonId}`;
  let component = new Set([user]);
  for (let size = 0; size !== component.size; ) {
    size = component.size;
    for (const { fromUserId, toUserId } of all) {
      if (fromUserId !== undefined && (component.has(fromUserId) || component.has(toUserId))) component = new Set([...component, fromUserId, toUserId]);
    }
  }
  const first = (id: string) => {
    const receipts = all.filter((link) => [link.userId, link.fromUserId, link.toUserId].includes(id)).map(({ receivedTsUs }) => receivedTsUs);
    return Math.min(...receipts, firstSeen.get(id) ?? Infinity);
  };
  const [name] = [...component].sort((a, b) => (first(a) === first(b) ? compareCodePoints(a, b) : first(a) - first(b)));
  return `u:${name}`;
}

describe("identity resolution", () => {
  test("law: it says what the rule says, for every event", () => {
    fc.assert(
      fc.property(links, seen, watermarkUs, (all, firstSeen, watermark) => {
        const { identityOf } = resolveIdentities(all, { watermarkUs: watermark, firstSeen });
        const known = all.filter(({ receivedTsUs }) => receivedTsUs <= watermark);
        for (const tsUs of [-1, 0, 1, 2, 3, 4, 5, 6, 7]) {
          for (const anonId of anons) expect(identityOf({ userId: null, anonId, tsUs })).toBe(owner(known, { userId: null, anonId, tsUs }, firstSeen));
        }
        for (const userId of users) expect(identityOf({ userId, anonId: "a1", tsUs: 3 })).toBe(owner(known, { userId, anonId: null, tsUs: 3 }, firstSeen));
      }),
      { numRuns: 1500 },
    );
  });

  test("law: neither the order of the links nor repeating them matters", () => {
    fc.assert(
      fc.property(links, seen, fc.infiniteStream(fc.nat()), (all, firstSeen, keys) => {
        const shuffled = [...all, ...all].map((link) => ({ link, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key).map(({ link }) => link);
        const resolve = (list: readonly IdentityLink[]) => {
          const { intervals, users: found } = resolveIdentities(list, { watermarkUs: 6, firstSeen });
          return { intervals, users: found };
        };
        expect(resolve(shuffled)).toEqual(resolve(all));
      }),
    );
  });

  test("law: the intervals of an anonymous id cover all time once, and neighbours differ", () => {
    fc.assert(
      fc.property(links, (all) => {
        const { intervals, identityOf } = resolveIdentities(all, { watermarkUs: 6 });
        for (const anonId of anons) {
          const own = intervals.filter((interval) => interval.anonId === anonId);
          for (const [at, interval] of own.entries()) {
            expect(interval.validFromUs).toBe(own[at - 1]?.validToUs ?? null);
            expect(interval.identityId).not.toBe(own[at - 1]?.identityId);
            const inside = interval.validFromUs ?? (interval.validToUs ?? 1) - 1;
            expect(identityOf({ userId: null, anonId, tsUs: inside })).toBe(interval.identityId);
          }
          if (own.length > 0) expect(own.at(-1)?.validToUs).toBeNull();
        }
      }),
    );
  });

  test("law: a later watermark never splits what an earlier one joined", () => {
    fc.assert(
      fc.property(links, watermarkUs, (all, watermark) => {
        const early = resolveIdentities(all, { watermarkUs: watermark }).users;
        const late = new Map(resolveIdentities(all, { watermarkUs: 7 }).users.map(({ userId, identityId }) => [userId, identityId]));
        for (const a of early) for (const b of early) if (a.identityId === b.identityId) expect(late.get(a.userId)).toBe(late.get(b.userId));
      }),
    );
  });

  test("example: a shared laptop", () => {
    const link = (userId: string, linkTsUs: number): IdentityLink => ({ anonId: "laptop", userId, linkTsUs, receivedTsUs: linkTsUs, eventId: userId });
    const { intervals, identityOf } = resolveIdentities([link("ben", 200), link("ada", 100)], { watermarkUs: 1000 });
    expect(intervals).toEqual([
      { anonId: "laptop", identityId: "u:ada", validFromUs: null, validToUs: 200 },
      { anonId: "laptop", identityId: "u:ben", validFromUs: 200, validToUs: null },
    ]);
    expect(identityOf({ userId: null, anonId: "laptop", tsUs: 50 })).toBe("u:ada");
    expect(identityOf({ userId: null, anonId: "laptop", tsUs: 200 })).toBe("u:ben");
    expect(identityOf({ userId: null, anonId: "phone", tsUs: 200 })).toBe("a:phone");
    expect(() => identityOf({ userId: null, anonId: null, tsUs: 0 })).toThrow("question: expected userId or anonId, got neither");
  });

  test("example: long chains of merges stay cheap", () => {
    const chain = Array.from({ length: 50_000 }, (_, at): IdentityLink => ({ fromUserId: `n${at}`, toUserId: `n${at + 1}`, linkTsUs: at, receivedTsUs: 100_000 - at, eventId: `m${at}` }));
    const found = resolveIdentities(chain, { watermarkUs: 100_000 }).users;
    expect(new Set(found.map(({ identityId }) => identityId))).toEqual(new Set(["u:n49999"]));
  });

  test("example: links come from identity.link rows, with the sender's clock put right", () => {
    const at = (changes: object) => identityLinkOf(rowOf(event({ event_name: "identity.link", event_ts: null, event_ts_us: received - 50, ...changes })));
    const moments = { receivedTsUs: received, eventId: "e1" };
    expect(at({ payload: { anon_id: "a1", user_id: "u1" } })).toEqual({ anonId: "a1", userId: "u1", linkTsUs: received - 50, ...moments });
    expect(at({ sent_ts_us: received - 20, payload: { from_user_id: "u1", to_user_id: "u2" } })).toEqual({ fromUserId: "u1", toUserId: "u2", linkTsUs: received - 30, ...moments });
    expect(at({ sent_ts_us: received - 500, payload: { anon_id: "a1", user_id: "u1" } })?.linkTsUs).toBe(received);
    expect(identityLinkOf(rowOf(event({ payload: { anon_id: "a1", user_id: "u1" } })))).toBeNull();
  });
});
