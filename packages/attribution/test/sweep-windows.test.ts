import type { JudgedTouch, Order } from "@liftproof/attribution";
import { attributionRules, channelTouch, judgeProof } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { orderOutcomes } from "../src/order-outcomes.ts";
import { orderWindows } from "../src/order-windows.ts";
import { baseUs } from "./support/rows.ts";

const minuteUs = 60_000_000;

describe("a journey with very many orders", () => {
  test("budget: looks at a touch a bounded number of times, however many orders there are", () => {
    const reads = (touchCount: number, orderCount: number): number => {
      let count = 0;
      const touches = journey(touchCount).map((touch) => counting(touch, () => count++));
      const orders = Array.from({ length: orderCount }, (_, at) => orderAt(at, Math.floor((at * touchCount) / orderCount)));
      for (const lookbackUs of [null, 100 * minuteUs]) {
        const windows = orderWindows({ identityId: "u", touches, views: [], orders }, attributionRules({ lookbackUs }));
        expect(orderOutcomes(touches, windows)).toHaveLength(orderCount);
      }
      return count;
    };
    // Two runs; per touch the window, the order of visibility and the sweep, per order the few that lead a line.
    const [touchCount, orderCount] = [4000, 1000];
    expect(reads(touchCount, orderCount)).toBeLessThan(2 * (24 * touchCount + 48 * orderCount));
  });
});

/** One touch a minute; every seventh was received half an hour late. */
function journey(length: number): readonly JudgedTouch[] {
  const touches = Array.from({ length }, (_, at) => {
    const touch = channelTouch({ identityId: "u", eventId: `t${at}`, timeUs: baseUs + at * minuteUs, channel: "Email", isDirect: at % 3 === 0 });
    return at % 7 === 0 ? { ...touch, receivedTsUs: touch.receivedTsUs + 30 * minuteUs } : touch;
  });
  return judgeProof(touches, attributionRules({ graceUs: 0 }));
}

function counting(touch: JudgedTouch, count: () => void): JudgedTouch {
  return new Proxy(touch, {
    get: (target, field, receiver) => {
      count();
      return Reflect.get(target, field, receiver) as unknown;
    },
  });
}

function orderAt(at: number, minute: number): Order {
  const orderTsUs = baseUs + minute * minuteUs;
  return { orderId: `o${at}`, identityId: "u", eventId: `e${at}`, orderTsUs, receivedTsUs: orderTsUs, valueMinor: 1, currency: "EUR" };
}
