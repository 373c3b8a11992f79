import { channelTouch } from "@liftproof/attribution";
import type { Touch } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupTouches } from "../src/group-touches.ts";
import { touchGroups } from "../src/touch-groups.ts";
import { baseUs } from "./support/rows.ts";

describe("the touches of a person", () => {
  test("law: each event once, at its first receipt, however many there are", () => {
    // Ids whose ends are alike share a mark; many of them come more than once.
    const touch = fc.record({ head: fc.constantFrom("a", "b", "c"), number: fc.nat(40), delayUs: fc.nat(3), person: fc.nat(2) }).map(
      ({ head, number, delayUs, person }): Touch => ({
        ...channelTouch({ identityId: `u${person}`, eventId: `${head}-event-${number}`, timeUs: baseUs, channel: "Email" }),
        receivedTsUs: baseUs + delayUs,
      }),
    );
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 160, size: "max" }), (touches) => {
        const numbers = new Map([["u0", 0], ["u1", 1]]);
        const groups = touchGroups(touches, { numbers, addsPeople: false, readsViews: false, watermarkUs: baseUs + 2 });
        for (const [identityId, person] of numbers) {
          const own = touches.filter((given) => given.identityId === identityId && given.receivedTsUs <= baseUs + 2);
          const first = own.filter((given, at) => !own.some((other, place) => other.eventId === given.eventId && (other.receivedTsUs < given.receivedTsUs || (other.receivedTsUs === given.receivedTsUs && place < at))));
          expect(groupTouches(groups, person, { oldestUs: -Infinity, newestUs: Infinity })).toEqual(first);
        }
      }),
      { numRuns: 100 },
    );
  });
});
