import type { JudgedTouch, Order } from "@liftproof/attribution";
import { attributionRules, channelTouch, creditOrders, judgeProof, pathTransforms } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderOutcomes } from "../../src/order-outcomes.ts";
import { orderWindows } from "../../src/order-windows.ts";
import { countsOf } from "../../src/order-path.ts";
import type { Journey } from "../../src/journey.ts";
import { listedPath } from "../../src/paths/listed-path.ts";
import type { PathSettings } from "../../src/paths/stage-rules.ts";
import { sweptPaths } from "../../src/paths/swept-paths.ts";
import { baseUs } from "../support/rows.ts";

const minuteUs = 60_000_000;
const defaults = attributionRules();
const touch = fc.record({ minute: fc.nat(90), channel: fc.constantFrom("A", "B", "C", "Affiliates"), campaign: fc.constantFrom("x", "y"), lateMinutes: fc.constantFrom(0, 0, 0, 20) });
const settings: fc.Arbitrary<PathSettings> = fc.record({
  transform: fc.constantFrom(...pathTransforms),
  rules: fc
    .record({ collapseGapUs: fc.constantFrom(null, 0, 10 * minuteUs), lookbackUs: fc.constantFrom(null, 30 * minuteUs), resetAtOrder: fc.boolean() })
    .map((rules) => attributionRules({ ...rules, graceUs: 0 })),
});

describe("the path of every order of a journey", () => {
  test("law: kept up from order to order, it is the path read anew from its window", () => {
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 40 }), fc.array(fc.nat(90), { minLength: 1, maxLength: 12 }), settings, (drawn, minutes, chosen) => {
        const journey = journeyOf(drawn, minutes, chosen);
        const outcomes = orderOutcomes(journey.touches, orderWindows(journey, chosen.rules));
        let at = 0;
        sweptPaths({ journey, outcomes }, chosen, (path) => {
          const outcome = outcomes[at++];
          if (outcome === undefined) throw new Error("more paths than orders");
          const { first, last, steps, ...rest } = listedPath(journey, outcome, chosen);
          expect(path.steps()).toEqual(steps());
          expect(path.counts()).toEqual(countsOf(steps()));
          expect([path.first(), path.last(), path.winner, path.candidates]).toEqual([first(), last(), rest.winner, rest.candidates]);
        });
        expect(at).toBe(minutes.length);
      }),
      { numRuns: 150 },
    );
  });

  test("budget: repeats of a busy visitor cost a few looks per touch, however many orders see them", () => {
    const looks = (touchCount: number, orderCount: number): number => {
      let count = 0;
      const touches = Array.from({ length: touchCount }, (_, at) => judged(channelTouch({ identityId: "u", eventId: `t${at}`, timeUs: baseUs + at * minuteUs, channel: at % 3 === 0 ? "A" : "B" })));
      const watched = touches.map((one) => Object.defineProperty({ ...one }, "touchTsUs", { get: () => (count++, one.touchTsUs) }));
      const orders = Array.from({ length: orderCount }, (_, at) => orderAt(at, Math.floor((at * touchCount) / orderCount)));
      const journey: Journey = { identityId: "u", touches: watched, views: [], orders };
      const chosen: PathSettings = { rules: attributionRules({ lookbackUs: null }), transform: "as-is" };
      const outcomes = orderOutcomes(watched, orderWindows(journey, chosen.rules));
      let steps = 0;
      sweptPaths({ journey, outcomes }, chosen, (path) => (steps += path.steps().length));
      expect(steps).toBeLessThanOrEqual(2 * orderCount);
      return count;
    };
    const [small, large] = [looks(1000, 100), looks(4000, 1600)];
    expect(large / small).toBeLessThan(8);
    expect(large).toBeLessThan(40 * (4000 + 1600));
  });

  test("example: under each transform other touches share an order", () => {
    const way = ["Email/spring", "Email/summer", "Ads/brand", "Email/spring"];
    const touches = way.map((label, at) => {
      const [channel = "", campaign = ""] = label.split("/");
      return channelTouch({ identityId: "u", eventId: `${at}`, timeUs: baseUs + at * 60 * minuteUs, channel, campaign });
    });
    const shared = (transform: (typeof pathTransforms)[number]): readonly (string | null)[] =>
      creditOrders({ touches, orders: [{ ...orderAt(0, 600), eventId: "order" }], rules: attributionRules(), watermarkUs: Infinity, models: ["linear"], transform }).map(({ eventId }) => eventId);
    expect(Object.fromEntries(pathTransforms.map((transform) => [transform, shared(transform).join(" ")]))).toEqual({
      "as-is": "0 1 2 3",
      unique: "1 2 3",
      collapse: "1 2 3",
      "first-exposure": "0 2",
      "last-exposure": "2 3",
    });
  });
});

function journeyOf(drawn: readonly { minute: number; channel: string; campaign: string; lateMinutes: number }[], minutes: readonly number[], { rules }: PathSettings): Journey {
  const touches = drawn.map(({ minute, channel, campaign, lateMinutes }, at) => {
    const timeUs = baseUs + minute * minuteUs;
    const isDirect = channel === "C";
    return { ...channelTouch({ identityId: "u", eventId: `t${at}`, timeUs, channel, campaign, isDirect }), receivedTsUs: timeUs + lateMinutes * minuteUs };
  });
  const sorted = judgeProof(touches, rules).toSorted((a, b) => a.touchTsUs - b.touchTsUs || a.receivedTsUs - b.receivedTsUs || (a.eventId < b.eventId ? -1 : 1));
  const orders = minutes.map((minute, at) => ({ ...orderAt(at, minute), checkoutStartedTsUs: baseUs + (minute - 15) * minuteUs })).toSorted((a, b) => a.orderTsUs - b.orderTsUs || (a.orderId < b.orderId ? -1 : 1));
  return { identityId: "u", touches: sorted, views: [], orders };
}

function judged(one: Parameters<typeof judgeProof>[0] extends Iterable<infer Touch> ? Touch : never): JudgedTouch {
  const [found] = judgeProof([one], defaults);
  if (found === undefined) throw new Error("expected a judged touch");
  return found;
}

/** Every order is also the event of one touch, which may not share it. */
function orderAt(at: number, minute: number): Order {
  const orderTsUs = baseUs + minute * minuteUs;
  return { orderId: `o${String(at).padStart(5, "0")}`, identityId: "u", eventId: `t${at}`, orderTsUs, receivedTsUs: orderTsUs, valueMinor: 1000, currency: "EUR" };
}
