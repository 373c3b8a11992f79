import type { AttributionRules, StreamAnswer, StreamInput, StreamRow } from "@liftproof/attribution";
import { attributeOrders, attributeStream, attributionRules, channelTouch } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { streamMemory } from "../../src/streaming/stream-memory.ts";
import { readings } from "../support/facts.ts";
import { baseUs, dayUs, history, hourUs, known, type OwnedRow } from "../support/rows.ts";

const watermarkUs = baseUs + 20 * dayUs;
const limits = { maxOrderDelayUs: hourUs, maxTokenLifetimeUs: 6 * dayUs };
const ruleSets = fc.constantFrom<AttributionRules>(
  attributionRules({ lookbackUs: dayUs }),
  attributionRules({ lookbackUs: 0, graceUs: 0, finalAfterUs: 0 }),
  attributionRules({ lookbackUs: dayUs, finalAfterUs: hourUs, conversionIsTouch: true }),
  attributionRules({ lookbackUs: 12 * hourUs, finalAfterUs: hourUs, fraud: { mode: "burst", windows: [{ windowUs: 4 * dayUs, maxTouches: 1 }], allowedDevices: [] } }),
  attributionRules({ lookbackUs: hourUs, finalAfterUs: hourUs, fraud: { mode: "excess", windows: [{ windowUs: 6 * dayUs, maxTouches: 1 }], allowedDevices: [] } }),
);

describe("attribute a stream", () => {
  test("law: every order is told once, with the fact of all rows received up to its watermark", () => {
    fc.assert(
      fc.property(history, ruleSets, fc.constantFrom(hourUs, dayUs, 3 * dayUs), (history, rules, stepUs) => {
        const read = readings(history.map(kept), rules);
        const rows = rowsOf(read);
        const answers = [...attributeStream({ rows, rules, watermarkUs, known, stepUs, ...limits })];
        const late = new Set(answers.flatMap((answer) => (answer.kind === "late_order" ? [answer.order.eventId] : [])));
        const orders = read.orders.filter(({ eventId }) => !late.has(eventId));
        for (const fact of factsOf(answers)) {
          const all = attributeOrders({ touches: read.touches, orders, rules, known, watermarkUs: fact.watermarkUs });
          expect(fact).toEqual(all.find(({ orderId }) => orderId === fact.orderId));
        }
        const ids = factsOf(answers).map(({ orderId }) => orderId);
        expect([...ids].sort()).toEqual([...new Set(orders.map(({ orderId }) => orderId))].sort());
        for (const order of read.orders) expect(late.has(order.eventId)).toBe(order.receivedTsUs - order.orderTsUs > limits.maxOrderDelayUs);
      }),
      { numRuns: 400 },
    );
  });

  test("law: one long step gives what attributeOrders gives", () => {
    fc.assert(
      fc.property(history, (history) => {
        const rules = attributionRules();
        const read = readings(history.map(kept), rules);
        const rows = rowsOf(read);
        const stream = { rows, rules, watermarkUs, known, stepUs: 2 * baseUs, maxOrderDelayUs: 100 * dayUs, maxTokenLifetimeUs: 100 * dayUs };
        expect(factsOf([...attributeStream(stream)])).toEqual(attributeOrders({ ...read, rules, watermarkUs, known }));
      }),
      { numRuns: 50 },
    );
  });

  test("budget: what is remembered does not grow with the stream", () => {
    const memory = streamMemory(dayUs);
    let most = 0;
    for (let at = 0; at < 20_000; at++) {
      const timeUs = baseUs + at * 60_000_000;
      memory.add(channelTouch({ identityId: `u${at % 7000}`, eventId: `e${at}`, timeUs, channel: "Email" }));
      if (at % 1440 === 0) memory.forget(timeUs - 2 * dayUs);
      most = Math.max(most, at % 720 === 0 ? memory.size() : 0);
    }
    // Two days and the step between two prunings, at one touch a minute.
    expect(most).toBeLessThanOrEqual(3 * 1440 + 1);
  });

  test("edge: what the limits cannot hold is refused, not forgotten", () => {
    const answers = (changes: Partial<StreamInput>): StreamAnswer[] => [...attributeStream({ rows: [], rules: attributionRules(), watermarkUs, ...changes })];
    const touch = (timeUs: number): StreamRow => ({ kind: "touch", touch: channelTouch({ identityId: "u", eventId: `e${timeUs}`, timeUs, channel: "Email" }) });
    expect(answers({})).toEqual([]);
    expect(() => answers({ rules: attributionRules({ lookbackUs: null }) })).toThrow("lookbackUs: expected a limit");
    expect(() => answers({ rules: attributionRules({ resetAtOrder: true }) })).toThrow("resetAtOrder: expected false");
    expect(() => answers({ stepUs: 0 })).toThrow("stepUs: expected a whole number");
    expect(() => answers({ rows: [touch(baseUs), touch(baseUs - 1)] })).toThrow("rows: expected receipts in order");
    const row = touch(baseUs);
    if (row.kind !== "touch") throw new Error("expected a touch");
    const token = { kind: "click", keyId: "k", nonce: "n", clickedTsUs: baseUs - 31 * dayUs, partner: null, referrerCode: null, trusted: false, confirmed: true } as const;
    const old: StreamRow = { kind: "touch", touch: { ...row.touch, tokenStatus: "verified", token } };
    expect(() => answers({ rows: [old] })).toThrow("maxTokenLifetimeUs: expected tokens within");
  });
});

/** A click and an order have one instant, whoever brings them, and a token is not used after its lifetime. */
function kept({ row, identityId }: OwnedRow): OwnedRow {
  return { identityId, row: withOneClick(row.eventName !== "order.created" ? row : { ...row, payload: { ...row.payload, order_id: `${row.payload["order_id"]} ${row.eventTsUs}` } }) };
}

function withOneClick(row: SilverRow): SilverRow {
  if (row.clickKind !== "click") return row;
  const issuedUs = baseUs - Number(row.clickNonce?.slice(1)) * dayUs;
  const isUsable = row.receivedTsUs >= issuedUs - 300_000_000 && row.receivedTsUs <= issuedUs + limits.maxTokenLifetimeUs;
  return isUsable ? { ...row, clickIssuedUs: issuedUs } : { ...row, tokenStatus: "expired", clickKind: null };
}

function rowsOf({ touches, orders }: ReturnType<typeof readings>): readonly StreamRow[] {
  const rows: StreamRow[] = [...touches.map((touch) => ({ kind: "touch" as const, touch })), ...orders.map((order) => ({ kind: "order" as const, order }))];
  const receiptOf = (row: StreamRow): number => (row.kind === "touch" ? row.touch.receivedTsUs : row.order.receivedTsUs);
  return rows.sort((a, b) => receiptOf(a) - receiptOf(b));
}

function factsOf(answers: readonly StreamAnswer[]): ReturnType<typeof attributeOrders> {
  return answers.flatMap((answer) => (answer.kind === "fact" ? [answer.fact] : []));
}
