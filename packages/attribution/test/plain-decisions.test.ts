import { attributionRules, channelTouch } from "@liftproof/attribution";
import type { Order, Touch } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { journeyOf, readCrowd } from "../src/crowd.ts";
import { journeyDecisions } from "../src/journey-decisions.ts";
import { plainDecisions } from "../src/plain-decisions.ts";
import { baseUs } from "./support/rows.ts";

describe("people whose touches are plain", () => {
  test("law: their orders are decided as their journeys decide them", () => {
    const touch = fc.record({ at: fc.nat(60), id: fc.nat(90), channel: fc.constantFrom("Email", "Paid Search", "Affiliates"), isDirect: fc.boolean(), isSigned: fc.boolean(), isClick: fc.boolean(), delay: fc.constantFrom(0, 0, 0, 30), person: fc.nat(3) }).map(
      ({ at, id, channel, isDirect, isSigned, isClick, delay, person }): Touch => {
        const made = channelTouch({ identityId: `u${person}`, eventId: `e${id}`, timeUs: baseUs + at, channel, isDirect, tokenStatus: isSigned ? "verified" : "missing" });
        const token = made.token === null || !isClick ? made.token : { ...made.token, kind: "click" as const, nonce: `n${id % 30}`, clickedTsUs: baseUs + at - (id % 7), confirmed: id % 2 === 0 };
        return { ...made, token, receivedTsUs: baseUs + at + delay };
      },
    );
    const order = fc.record({ at: fc.nat(80), id: fc.nat(90), person: fc.nat(3) }).map(
      ({ at, id, person }): Order => ({ orderId: `o${id}`, identityId: `u${person}`, eventId: `e${id}`, orderTsUs: baseUs + at, receivedTsUs: baseUs + at, valueMinor: 100, currency: "EUR" }),
    );
    let plain = 0;
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 40 }), fc.array(order, { maxLength: 12 }), fc.constantFrom(null, 5, 40), fc.constantFrom(0, 100), fc.boolean(), (touches, orders, proofWindowUs, graceUs, conversionIsTouch) => {
        const rules = attributionRules({ lookbackUs: 25, proofWindowUs, graceUs, conversionIsTouch });
        const crowd = readCrowd({ touches, orders, rules, watermarkUs: baseUs + 100 }, false);
        const decisions = plainDecisions(crowd);
        for (const [identityId, person] of crowd.numbers) {
          const decided = decisions?.(person) ?? null;
          if (decided === null) continue;
          plain += decided.length;
          expect(decided).toEqual(journeyDecisions(journeyOf(crowd, identityId), rules));
        }
      }),
      { numRuns: 200 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});
