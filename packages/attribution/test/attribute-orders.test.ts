import type { AttributionFact, AttributionRules, Touch } from "@liftproof/attribution";
import { attributeOrders, attributionRules } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf, readings } from "./support/facts.ts";
import { referenceFacts } from "./support/reference.ts";
import { baseUs, checkoutHistory, dayUs, history, hourUs, type OwnedRow, rowOf, watermark } from "./support/rows.ts";

const rules = attributionRules();
const lateUs = baseUs + 30 * dayUs;
const ruleSets = fc.constantFrom<AttributionRules>(
  rules,
  rules,
  attributionRules({ lookbackUs: null }),
  attributionRules({ lookbackUs: 0, graceUs: 0 }),
  attributionRules({ proofWindowUs: 24 * hourUs, partnerProofWindowUs: null }),
  attributionRules({ proofWindowUs: 0, ownDomains: ["blog.example"] }),
  attributionRules({ requireProof: [{ campaign: "SPRING", keyIds: ["k2"] }, { partner: "Partner-A" }] }),
  attributionRules({ requireProof: [{ campaign: "spring" }], distrust: [{ keyId: "k1", fromUs: baseUs - 2 * dayUs, toUs: null }, { keyId: "k2", fromUs: null, toUs: baseUs - 7 * dayUs }] }),
  attributionRules({ requireProof: [{ campaign: "spring" }], proofMode: "report" }),
  attributionRules({ requireProof: [{ campaign: "spring" }], proofMode: "off" }),
  attributionRules({ couponSources: ["Google", "email"] }),
  attributionRules({ couponSources: ["google", "facebook", "email"], lookbackUs: 24 * hourUs }),
  attributionRules({ couponSources: ["google"], checkoutGuard: false }),
);

describe("attribute orders", () => {
  test("law: the sweep gives what every order gives when it looks at every row", () => {
    fc.assert(
      fc.property(history, ruleSets, watermark, (rows, chosen, watermarkUs) => {
        expect(factsOf(rows, chosen, watermarkUs)).toEqual(referenceFacts(rows, chosen, watermarkUs));
      }),
      { numRuns: 600 },
    );
  });

  test("law: no claim that came into a checkout wins its order, and the sweep finds who does", () => {
    const guards = fc.constantFrom(
      attributionRules({ couponSources: ["Google", "email"] }),
      attributionRules({ couponSources: ["google", "email", "facebook"], lookbackUs: 12 * hourUs, graceUs: hourUs }),
      attributionRules({ couponSources: ["google"], conversionIsTouch: true, lookbackUs: null }),
    );
    fc.assert(
      fc.property(checkoutHistory, guards, (rows, chosen) => {
        expect(factsOf(rows, chosen, lateUs)).toEqual(referenceFacts(rows, chosen, lateUs));
      }),
      { numRuns: 300 },
    );
  });

  test("law: facts depend on the rows alone, not on their order of arrival nor on repeated deliveries", () => {
    const shuffled = history.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows, ...rows.slice(0, 6)], { minLength: rows.length + Math.min(6, rows.length) })),
    );
    fc.assert(
      fc.property(shuffled, watermark, ([rows, again], watermarkUs) => {
        expect(factsOf(again, rules, watermarkUs)).toEqual(factsOf(rows, rules, watermarkUs));
      }),
      { numRuns: 200 },
    );
  });

  test("law: rows received after the watermark change nothing", () => {
    fc.assert(
      fc.property(history, watermark, (rows, watermarkUs) => {
        const read = rows.filter(({ row }) => row.receivedTsUs <= watermarkUs);
        expect(factsOf(rows, rules, watermarkUs)).toEqual(factsOf(read, rules, watermarkUs));
      }),
      { numRuns: 200 },
    );
  });

  test("law: without proof an order stands where a run with proof turned off puts it", () => {
    const fraud = (mode: "burst" | "excess"): Partial<AttributionRules> => ({ fraud: { mode, windows: [{ windowUs: dayUs, maxTouches: 1 }], allowedDevices: [] } });
    const inputs = [
      {}, { conversionIsTouch: true }, { resetAtOrder: true, lookbackUs: null }, { ...fraud("burst"), requireProof: [{ campaign: "spring" }] }, { ...fraud("excess"), graceUs: 0 },
      { requireProof: [{ partner: "partner-a" }, { campaign: "spring" }], viewThrough: { eventNames: ["page.view"], lookbackUs: 2 * dayUs } }, { couponSources: ["google"], proofWindowUs: 0 },
    ];
    const pairs = inputs.map((input) => [attributionRules(input), attributionRules({ ...input, proofMode: "off" })] as const);
    let moved = 0;
    fc.assert(
      fc.property(fc.oneof(history, checkoutHistory), fc.constantFrom(...pairs), watermark, (rows, [chosen, turnedOff], watermarkUs) => {
        const facts = factsOf(rows, chosen, watermarkUs);
        const off = factsOf(rows, turnedOff, watermarkUs);
        expect(facts.map(({ orderId, withoutProofChannel }) => [orderId, withoutProofChannel])).toEqual(off.map(({ orderId, channel }) => [orderId, channel]));
        moved += facts.filter(({ channel, withoutProofChannel }) => channel !== withoutProofChannel).length;
      }),
      { numRuns: 100 },
    );
    expect(moved).toBeGreaterThan(10);
  });

  test("law: exactly one row per order, sorted by order id", () => {
    fc.assert(
      fc.property(history, (rows) => {
        const orderIds = factsOf(rows, rules, lateUs).map((fact) => fact.orderId);
        const expected = new Set(readings(rows, rules).orders.map((order) => order.orderId));
        expect(orderIds).toEqual([...expected].sort());
      }),
    );
  });

  test("law: one more touch wins or changes no winner", () => {
    fc.assert(
      fc.property(withOneMore(), ({ before, after, added }) => {
        const winners = winnersOf(before);
        for (const [orderId, winner] of winnersOf(after)) {
          if (winner !== added.eventId) expect(winner).toBe(winners.get(orderId));
        }
      }),
      { numRuns: 200 },
    );
  });

  test("law: a direct visit changes no winner that is not direct", () => {
    fc.assert(
      fc.property(withOneMore((touch) => touch.token === null && touch.open === null), ({ before, after }) => {
        for (const fact of before) {
          if (fact.tier === "direct" || fact.tier === null) continue;
          const now = after.find((other) => other.orderId === fact.orderId);
          expect(now?.winningEventId).toBe(fact.winningEventId);
          expect(now?.channel).toBe(fact.channel);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("law: an older touch without a click of its own and of no higher tier changes no winner", () => {
    fc.assert(
      fc.property(withOneMore((touch) => touch.token?.kind !== "click"), ({ before, after, added }) => {
        for (const fact of before) {
          if (fact.touchTsUs === null || added.arrivalTsUs >= fact.touchTsUs) continue;
          if (fact.tier !== "proof" && added.token !== null) continue;
          if (fact.tier === "direct" && added.open !== null) continue;
          expect(after.find((other) => other.orderId === fact.orderId)?.winningEventId).toBe(fact.winningEventId);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("law: evidence never removes proof", () => {
    fc.assert(
      fc.property(withOneMore((touch) => touch.token === null), ({ before, after }) => {
        for (const fact of before) {
          if (fact.tier !== "proof") continue;
          const now = after.find((other) => other.orderId === fact.orderId);
          expect([now?.winningEventId, now?.tier, now?.hasClickProof]).toEqual([fact.winningEventId, "proof", true]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("law: a final fact whose state comes from the watermark alone is the same at every later watermark without new rows", () => {
    fc.assert(
      fc.property(history, fc.nat(5 * dayUs), (rows, laterUs) => {
        const now = factsOf(rows, rules, lateUs).map((fact) => ({ ...fact, watermarkUs: 0 }));
        const then = factsOf(rows, rules, lateUs + laterUs).map((fact) => ({ ...fact, watermarkUs: 0 }));
        expect(then).toEqual(now);
      }),
    );
  });
});

describe("boundaries of the window", () => {
  const cases: readonly [string, number, string][] = [
    ["exactly at the lookback counts", 7 * dayUs, "last_non_direct"],
    ["a microsecond older does not", 7 * dayUs + 1, "no_touch"],
    ["at the very instant of the order counts", 0, "last_non_direct"],
    ["a microsecond after it does not", -1, "no_touch"],
  ];
  for (const [title, ageUs, reason] of cases) {
    test(`edge: a touch ${title}`, () => {
      expect(only([touchRow("t", baseUs - ageUs), orderRow()]).reason).toBe(reason);
    });
  }

  test("edge: own proof outranks later evidence at the last microsecond of its window and not after", () => {
    const day = attributionRules({ proofWindowUs: dayUs });
    const at = (ageUs: number): AttributionFact => only([linkRow("p", baseUs - ageUs), touchRow("u", baseUs - hourUs), orderRow()], day);
    expect([at(dayUs).winningEventId, at(dayUs).reason, at(dayUs).tier]).toEqual(["p", "proof_over_recency", "proof"]);
    expect([at(dayUs + 1).winningEventId, at(dayUs + 1).reason]).toEqual(["u", "last_non_direct"]);
  });

  test("edge: trusted partner proof is effective for twenty-four hours, both ends included", () => {
    const at = (ageUs: number): AttributionFact => {
      const partner = linkRow("p", baseUs - ageUs, { key_id: "k", partner: "acme", trust: "proof" });
      return only([partner, orderRow()]);
    };
    expect([at(dayUs).tier, at(dayUs).hasClickProof]).toEqual(["proof", true]);
    expect([at(dayUs + 1).tier, at(dayUs + 1).hasClickProof, at(dayUs + 1).reason]).toEqual(["evidence", true, "last_non_direct"]);
  });

  test("edge: a touch received exactly the grace after the order still wins, a microsecond later it is rejected", () => {
    const at = (delayUs: number): AttributionFact => only([touchRow("t", baseUs - 1, baseUs + delayUs), orderRow()]);
    expect(at(48 * hourUs)).toMatchObject({ reason: "last_non_direct", candidates: 1, rejected: 0 });
    expect(at(48 * hourUs + 1)).toMatchObject({ reason: "only_rejected", candidates: 0, rejected: 1, channel: "direct", tier: null });
  });

  test("edge: a partner's touch must be received by the instant of the order", () => {
    const at = (delayUs: number): AttributionFact =>
      only([linkRow("p", baseUs - 1, { key_id: "k", partner: "acme", medium: "affiliate" }, baseUs + delayUs), orderRow()]);
    expect(at(0)).toMatchObject({ reason: "last_non_direct", channel: "Affiliates", hasClickProof: false });
    expect(at(1).reason).toBe("only_rejected");
  });

  test("edge: an unsigned affiliate tag must be received by the instant of the order as well", () => {
    const at = (delayUs: number): AttributionFact =>
      only([{ identityId: "a", row: { ...touchRow("t", baseUs - 1, baseUs + delayUs).row, utmSource: "blog", utmMedium: "affiliate" } }, orderRow()]);
    expect(at(0).channel).toBe("Affiliates");
    expect(at(1).reason).toBe("only_rejected");
  });

  test("edge: a verified click received long after the order counts by the instant of the click", () => {
    const click = (issuedUs: number): OwnedRow => clickRow("c", issuedUs, baseUs + 5 * dayUs);
    expect(only([click(baseUs), orderRow()])).toMatchObject({ reason: "proof", winningEventId: "c", secondsToOrder: 0 });
    expect(only([click(baseUs + 1), orderRow()]).reason).toBe("no_touch");
  });

  test("edge: an order is final from exactly forty-eight hours on", () => {
    const at = (ageUs: number): string => factsOf([orderRow()], rules, baseUs + ageUs)[0]?.state ?? "";
    expect([at(48 * hourUs - 1), at(48 * hourUs)]).toEqual(["provisional", "final"]);
  });

  test("edge: a row received at the watermark is read, a microsecond later it is not", () => {
    const rows = [touchRow("t", baseUs - 1, baseUs + 1), orderRow()];
    expect(factsOf(rows, rules, baseUs + 1)[0]?.reason).toBe("last_non_direct");
    expect(factsOf(rows, rules, baseUs)[0]?.reason).toBe("no_touch");
  });

  test("edge: a client instant seven days and five minutes before receipt is believed, a microsecond more is not", () => {
    const limitUs = 7 * dayUs + 300_000_000;
    const at = (delayUs: number): AttributionFact => {
      const row = touchRow("t", baseUs - delayUs, baseUs);
      return only([row, orderRow()], attributionRules({ lookbackUs: 30 * dayUs }));
    };
    expect(at(limitUs).touchTsUs).toBe(baseUs - limitUs);
    expect(at(limitUs + 1).touchTsUs).toBe(baseUs);
  });
});

describe("ties", () => {
  test("edge: at one instant the later receipt wins, then the greater id by code point", () => {
    const twice = [touchRow("a", baseUs - 10, baseUs - 5), touchRow("b", baseUs - 10, baseUs - 6), orderRow()];
    expect(only(twice)).toMatchObject({ winningEventId: "a", runnerUpEventId: "b" });
    const same = [touchRow("\u{1f600}", baseUs - 10), touchRow("\uff5e", baseUs - 10), orderRow()];
    expect(only(same)).toMatchObject({ winningEventId: "\u{1f600}", runnerUpEventId: "\uff5e" });
  });

  test("edge: evidence at the instant of proof is not later unless its receipt or id is", () => {
    const proof = linkRow("p", baseUs - 10);
    expect(only([proof, touchRow("o", baseUs - 10), orderRow()]).reason).toBe("proof");
    expect(only([proof, touchRow("q", baseUs - 10), orderRow()]).reason).toBe("proof_over_recency");
  });

  test("edge: two orders at one instant each leave out their own event only", () => {
    const tagged = (id: string): OwnedRow => ({ identityId: "a", row: { ...orderRow(id).row, utmSource: "google" } });
    const facts = factsOf([tagged("o1"), tagged("o2")], rules, lateUs);
    expect(facts.map((fact) => [fact.winningEventId, fact.candidates, fact.rejected])).toEqual([
      ["o2", 1, 1],
      ["o1", 1, 1],
    ]);
  });
});

describe("stories", () => {
  test("example: a signed link keeps the order although a paid click came later, and the row says what it cost", () => {
    const facts = only([linkRow("newsletter", baseUs - 3 * dayUs, { key_id: "k", source: "newsletter", medium: "email" }), touchRow("ad", baseUs - hourUs), orderRow()]);
    expect(facts).toMatchObject({
      channel: "Email",
      source: "newsletter",
      campaign: null,
      reason: "proof_over_recency",
      runnerUpEventId: "ad",
      withoutProofChannel: "Paid Search",
    });
  });

  test("example: a direct visit after an advertisement leaves the order with the advertisement", () => {
    const visit = { identityId: "a", row: rowOf({ eventId: "visit", eventTsUs: baseUs - 1 }) };
    expect(only([touchRow("ad", baseUs - hourUs), visit, orderRow()])).toMatchObject({ winningEventId: "ad", candidates: 2, runnerUpEventId: "visit" });
    expect(only([visit, orderRow()])).toMatchObject({ reason: "only_direct", channel: "direct", winningEventId: "visit", tokenStatus: "missing" });
  });

  test("example: the click of somebody else brings its labels from UTM and its own time, not the time of the click", () => {
    const owner = { identityId: "b", row: clickRow("owner", baseUs - dayUs, baseUs - dayUs).row };
    const stolen = clickRow("stolen", baseUs - dayUs, baseUs - hourUs);
    const withTag = { identityId: "a", row: { ...stolen.row, utmSource: "facebook", eventTsUs: baseUs - hourUs } };
    expect(only([owner, withTag, orderRow()])).toMatchObject({
      proofState: "replayed",
      channel: "Organic Social",
      touchTsUs: baseUs - hourUs,
      hasClickProof: false,
    });
  });
});

function touchRow(eventId: string, eventTsUs: number, receivedTsUs: number = eventTsUs): OwnedRow {
  return { identityId: "a", row: rowOf({ eventId, eventTsUs, receivedTsUs, utmSource: "google", utmMedium: "cpc" }) };
}

function linkRow(eventId: string, eventTsUs: number, clickClaims: Record<string, string> = { key_id: "k" }, receivedTsUs: number = eventTsUs): OwnedRow {
  return {
    identityId: "a",
    row: rowOf({ eventId, eventTsUs, receivedTsUs, tokenStatus: "verified", clickKind: "link", clickIssuedUs: 1, clickClaims }),
  };
}

function clickRow(eventId: string, issuedUs: number, receivedTsUs: number): OwnedRow {
  return {
    identityId: "a",
    row: rowOf({
      eventId,
      eventTsUs: issuedUs,
      receivedTsUs,
      tokenStatus: "verified",
      clickKind: "click",
      clickNonce: "n",
      clickIssuedUs: issuedUs,
      clickClaims: { key_id: "k", source: "newsletter" },
      payload: { confirmed: "true" },
    }),
  };
}

function orderRow(id: string = "order"): OwnedRow {
  const payload = { order_id: id, value_minor: "1000", currency: "EUR" };
  return { identityId: "a", row: rowOf({ eventId: id, eventName: "order.created", payload }) };
}

function only(rows: readonly OwnedRow[], chosen: AttributionRules = rules): AttributionFact {
  const [fact] = factsOf(rows, chosen, lateUs);
  if (fact === undefined) throw new Error("expected one order");
  return fact;
}

function winnersOf(facts: readonly AttributionFact[]): ReadonlyMap<string, string | null> {
  return new Map(facts.map((fact) => [fact.orderId, fact.winningEventId]));
}

interface OneMore {
  readonly before: readonly AttributionFact[];
  readonly after: readonly AttributionFact[];
  readonly added: Touch;
}

/** Facts without and with one touch; only touches that share no click with the others, because a click has one owner. */
function withOneMore(accepts: (touch: Touch) => boolean = () => true): fc.Arbitrary<OneMore> {
  return history
    .map((rows) => readings(rows, rules))
    .filter(({ touches }) => touches.some((touch) => accepts(touch) && isAlone(touch, touches)))
    .chain(({ touches, orders }) =>
      fc.constantFrom(...touches.filter((touch) => accepts(touch) && isAlone(touch, touches))).map((added) => ({
        before: attributeOrders({ touches: touches.filter((touch) => touch !== added), orders, rules, watermarkUs: lateUs }),
        after: attributeOrders({ touches, orders, rules, watermarkUs: lateUs }),
        added,
      })),
    );
}

function isAlone(touch: Touch, touches: readonly Touch[]): boolean {
  const nonce = touch.token?.nonce ?? null;
  return nonce === null || touches.every((other) => other === touch || other.token?.nonce !== nonce);
}
