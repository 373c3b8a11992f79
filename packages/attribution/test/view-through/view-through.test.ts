import type { AttributionFact, Order, Touch } from "@liftproof/attribution";
import { attributeOrders, attributionRules, channelTotals, channelTouch, creditOrders, explainOrder, touchVerdict } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseUs, dayUs, hourUs, rowOf } from "../support/rows.ts";

const viewThrough = { lookbackUs: dayUs, eventNames: ["ad.impression"] };
const rules = attributionRules({ viewThrough, lookbackUs: 3 * dayUs });
const without = attributionRules({ lookbackUs: 3 * dayUs });
const orderTsUs = baseUs;

const drawnTouch = fc.record({
  backUs: fc.oneof(fc.constantFrom(-1, 0, dayUs, dayUs + 1, 3 * dayUs, 3 * dayUs + 1), fc.integer({ min: 0, max: 4 * dayUs })),
  kind: fc.constantFrom("view", "view", "click", "direct"),
  channel: fc.constantFrom("Display", "Video", "Email"),
  isProof: fc.boolean(),
  lateUs: fc.constantFrom(0, 0, hourUs, 4 * dayUs),
});
type Drawn = typeof drawnTouch extends fc.Arbitrary<infer Value> ? Value : never;
const drawn = fc.array(drawnTouch, { maxLength: 8 });

describe("impressions", () => {
  test("law: without a rule for them they change nothing", () => {
    fc.assert(
      fc.property(drawn, (all) => {
        const touches = all.map(touchOf);
        const clicks = touches.filter((touch) => touch.viewThrough !== true);
        expect(factOf(touches, without)).toEqual(factOf(clicks, without));
        expect(explainOrder({ touches, orders: [order], rules: without, watermarkUs: Infinity }, "o")).toEqual(
          explainOrder({ touches: clicks, orders: [order], rules: without, watermarkUs: Infinity }, "o"),
        );
      }),
      { numRuns: 100 },
    );
  });

  test("law: where a click wins they change no winner, elsewhere the latest in their own lookback wins", () => {
    fc.assert(
      fc.property(drawn, (all) => {
        const touches = all.map(touchOf);
        const clicks = touches.filter((touch) => touch.viewThrough !== true);
        const [found, bare] = [factOf(touches, rules), factOf(clicks, rules)];
        const eligible = touches
          .filter((touch) => touch.viewThrough === true && touch.arrivalTsUs <= orderTsUs && touch.arrivalTsUs >= orderTsUs - dayUs)
          .filter((touch) => Math.max(touch.arrivalTsUs, touch.receivedTsUs - rules.graceUs) <= orderTsUs)
          .toSorted((a, b) => b.arrivalTsUs - a.arrivalTsUs || b.receivedTsUs - a.receivedTsUs || (a.eventId < b.eventId ? 1 : -1));
        const clickWon = bare.tier === "proof" || bare.tier === "evidence";
        const [latest, second] = eligible;
        if (clickWon || latest === undefined) {
          expect({ ...found, runnerUpEventId: null, withoutProofChannel: "" }).toEqual({ ...bare, runnerUpEventId: null, withoutProofChannel: "" });
          return;
        }
        expect([found.winningEventId, found.tier, found.reason, found.channel]).toEqual([latest.eventId, "view_through", "view_through", latest.open?.channel]);
        expect([found.hasClickProof, found.candidates, found.rejected]).toEqual([false, bare.candidates, bare.rejected]);
        expect(found.runnerUpEventId).toBe(second?.eventId ?? bare.winningEventId);
      }),
      { numRuns: 300 },
    );
  });

  test("law: the runner-up and the winner without proof are who would have won", () => {
    fc.assert(
      fc.property(drawn, (all) => {
        const touches = all.map(touchOf);
        const found = factOf(touches, rules);
        const rest = touches.filter(({ eventId }) => eventId !== found.winningEventId);
        if (found.winningEventId !== null) expect(found.runnerUpEventId).toBe(factOf(rest, rules).winningEventId);
        const tokenless = touches.map((touch): Touch => ({ ...touch, tokenStatus: "missing", token: null, signed: null }));
        const bare = factOf(tokenless, rules);
        expect(found.withoutProofChannel).toBe(bare.channel);
      }),
      { numRuns: 300 },
    );
  });

  test("law: under every model an order is shared by clicks and visits, or is one impression's whole", () => {
    const models = ["first", "last", "last-non-direct", "linear", "position", "time-decay"] as const;
    fc.assert(
      fc.property(drawn, (all) => {
        const touches = all.map(touchOf);
        const input = { touches, orders: [order], rules, watermarkUs: Infinity };
        const found = factOf(touches, rules);
        const views = new Set(touches.filter((touch) => touch.viewThrough === true).map(({ eventId }) => eventId));
        for (const credit of creditOrders({ ...input, models })) {
          if (found.tier === "view_through") expect([credit.eventId, credit.creditMinor]).toEqual([found.winningEventId, order.valueMinor]);
          else expect(views.has(credit.eventId ?? "")).toBe(false);
        }
        const totals = channelTotals({ ...input, models: ["linear", "markov:1", "shapley"] });
        expect(totals.ordersWithoutTouch).toBe(found.winningEventId === null ? 1 : 0);
        if (found.tier !== "view_through") return;
        // A chain also learns from what came after the last order; the two others do not.
        for (const model of ["linear", "shapley"]) expect(totals.models[model]?.map(({ channel }) => channel)).toEqual([found.channel]);
      }),
      { numRuns: 150 },
    );
  });

  test("example: explained beside a visit, and behind a click", () => {
    const view = (eventId: string, backUs: number): Touch => channelTouch({ identityId: "u", eventId, timeUs: baseUs - backUs, channel: "Display", viewThrough: true });
    const visit = channelTouch({ identityId: "u", eventId: "visit", timeUs: baseUs - 1, channel: "direct" });
    const click = channelTouch({ identityId: "u", eventId: "click", timeUs: baseUs - 2 * dayUs, channel: "Email" });
    const fates = (touches: readonly Touch[]): unknown =>
      explainOrder({ touches, orders: [order], rules, watermarkUs: Infinity }, "o")?.touches.map(({ judged, fate }) => [judged.eventId, fate]);
    const views = [view("old", dayUs + 1), view("edge", dayUs), view("seen", hourUs)];
    expect(fates([...views, visit])).toEqual([["visit", "lower_tier"], ["seen", "won"], ["edge", "runner_up"], ["old", "before_lookback"]]);
    expect(fates([...views, visit, click])).toEqual([["visit", "lower_tier"], ["seen", "runner_up"], ["edge", "lower_tier"], ["old", "before_lookback"], ["click", "won"]]);
  });

  test("edge: after a reset an impression before the earlier order is spent", () => {
    const resetting = attributionRules({ viewThrough, resetAtOrder: true });
    const seen = channelTouch({ identityId: "u", eventId: "seen", timeUs: baseUs - hourUs, channel: "Display", viewThrough: true });
    const later = { ...order, orderId: "p", eventId: "order p", orderTsUs: baseUs + 1, receivedTsUs: baseUs + 1 };
    const channels = (chosen: typeof rules): readonly string[] => attributeOrders({ touches: [seen], orders: [order, later], rules: chosen, watermarkUs: Infinity }).map(({ channel }) => channel);
    expect([channels(rules), channels(resetting)]).toEqual([["Display", "Display"], ["Display", "direct"]]);
    const atOnce = { ...seen, arrivalTsUs: baseUs, receivedTsUs: baseUs };
    expect(attributeOrders({ touches: [atOnce], orders: [order, later], rules: resetting, watermarkUs: Infinity }).map(({ channel }) => channel)).toEqual(["Display", "direct"]);
  });

  test("edge: an affiliate's impression during the checkout claims nothing", () => {
    const seen = channelTouch({ identityId: "u", eventId: "seen", timeUs: baseUs - hourUs, channel: "Affiliates", viewThrough: true });
    const channel = (checkoutStartedTsUs: number): string | undefined =>
      attributeOrders({ touches: [seen], orders: [{ ...order, checkoutStartedTsUs }], rules, watermarkUs: Infinity })[0]?.channel;
    expect([channel(baseUs - hourUs - 1), channel(baseUs - hourUs)]).toEqual(["direct", "Affiliates"]);
  });

  test("edge: impressions are not counted by the fraud filter, which counts clicks", () => {
    const counting = attributionRules({ viewThrough, fraud: { mode: "burst", windows: [{ windowUs: hourUs, maxTouches: 1 }], allowedDevices: [] } });
    const shared = { identityId: "u", channel: "Display", campaign: "spring", timeUs: baseUs - hourUs };
    const seen = Array.from({ length: 5 }, (_, at): Touch => ({ ...channelTouch({ ...shared, eventId: `seen${at}`, viewThrough: true }), deviceFp: "d" }));
    const click: Touch = { ...channelTouch({ ...shared, eventId: "click" }), deviceFp: "d" };
    expect(factOf([...seen, click], counting).winningEventId).toBe("click");
    expect(factOf([...seen, click, { ...click, eventId: "again" }], counting).reason).toBe("view_through");
  });

  test("edge: an event named as an impression is one, its token is not read, and without labels it is nothing", () => {
    const row = rowOf({ eventId: "i", eventName: "ad.impression", utmSource: "news", utmMedium: "display", tokenStatus: "verified", clickKind: "link", clickClaims: { key_id: "k" } });
    const seen = touchVerdict(row, "u", rules);
    expect(seen.kind === "touch" && [seen.touch.viewThrough, seen.touch.token, seen.touch.open?.channel]).toEqual([true, null, "Display"]);
    expect(touchVerdict({ ...row, utmSource: null, utmMedium: null }, "u", rules)).toEqual({ kind: "none", reason: "no_evidence" });
    const read = touchVerdict(row, "u", without);
    expect(read.kind === "touch" && read.touch.viewThrough).toBe(undefined);
  });

  test("edge: a broken lookback is refused", () => {
    expect(() => attributionRules({ viewThrough: { ...viewThrough, lookbackUs: -1 } })).toThrow(
      "viewThrough.lookbackUs: expected a whole number of microseconds of at least 0, got -1",
    );
  });
});

const order: Order = { orderId: "o", identityId: "u", eventId: "order", orderTsUs, receivedTsUs: orderTsUs, valueMinor: 999, currency: "EUR" };

function touchOf({ backUs, kind, channel, isProof, lateUs }: Drawn, at: number): Touch {
  const timeUs = orderTsUs - backUs;
  const isView = kind === "view";
  const touch = channelTouch({ identityId: "u", eventId: `e${at}`, timeUs, channel, isDirect: kind === "direct", viewThrough: isView, tokenStatus: isProof && kind !== "direct" ? "verified" : "missing" });
  return { ...touch, directAs: "direct", receivedTsUs: timeUs + lateUs };
}

function factOf(touches: readonly Touch[], chosen: typeof rules): AttributionFact {
  const [fact] = attributeOrders({ touches, orders: [order], rules: chosen, watermarkUs: Infinity });
  if (fact === undefined) throw new Error("expected one fact");
  return fact;
}
