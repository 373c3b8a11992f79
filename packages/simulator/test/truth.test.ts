import { accept, rejectionCodes } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";
import { describe, expect, test } from "vitest";
import { malformedLines } from "../src/wire/malformed-lines.ts";
import { firstDayUs, marketplace, tokens } from "./marketplace.ts";
import { readBack } from "./read-back.ts";

const simulated = marketplace({ users: 2000 });
const found = readBack(simulated);
const { truth } = simulated;

const named = (name: string): readonly SilverRow[] => found.rows.filter(({ eventName }) => eventName === name);

function countBy(rows: readonly SilverRow[], key: (row: SilverRow) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return counts;
}

function sumOf(rows: readonly SilverRow[], key: string): number {
  return rows.reduce((sum, { payload }) => sum + Number(payload[key]), 0);
}

describe("truth of the simulated marketplace", () => {
  test("law: every well-formed line is accepted and every malformed one refused for its reason", () => {
    expect(found.rejected).toEqual(truth.lines.malformed);
    expect(found.rows.length).toBe(truth.lines.events);
    expect(found.total).toBe(truth.lines.total);
    expect(found.duplicates).toBe(truth.lines.duplicates);
  });

  test("law: there is a malformed line for every reason of the collector", () => {
    expect(malformedLines.map(({ code }) => code).sort()).toEqual([...rejectionCodes].sort());
    for (const { code, lineAt } of malformedLines) {
      const outcome = accept(lineAt("2026-09-07T10:00:00.000Z"), { receivedAtUs: firstDayUs, verify: tokens.verify });
      expect(outcome).toMatchObject({ kind: "rejected", rejection: { code } });
    }
  });

  test("law: tokens get the status they were made to get", () => {
    expect(countBy(found.rows, ({ tokenStatus }) => tokenStatus)).toEqual(truth.tokens.status);
    expect(truth.tokens.status.expired).toBe(truth.tokens.expired);
    expect((truth.tokens.status.bad_signature ?? 0) + (truth.tokens.status.malformed ?? 0)).toBe(truth.tokens.forged);
  });

  test("law: late events, bots, orders, refunds and links are as many as the truth says", () => {
    const late = found.rows.filter(
      ({ receivedTsUs, eventTsUs, clockSkewUs }) => receivedTsUs - (eventTsUs + (clockSkewUs ?? 0)) > 300_000_000,
    );
    expect(late.length).toBe(truth.lines.late);
    const labeled = found.rows.filter(({ labels }) => labels["bot_ua"] === "true" || labels["webdriver"] === "true");
    expect(labeled.length).toBe(truth.bots.labeledEvents);
    const orders = named("order.created");
    const real = orders.filter(({ payload }) => payload["is_test"] === "false");
    expect(orders.length - real.length).toBe(truth.testOrders);
    expect([real.length, sumOf(real, "value_minor")]).toEqual([truth.acquisition.orders, truth.acquisition.valueMinor]);
    const refunds = named("order.refunded");
    expect([refunds.length, sumOf(refunds, "amount_minor")]).toEqual([truth.refunds.count, truth.refunds.valueMinor]);
    const links = named("identity.link");
    expect(links.filter(({ payload }) => payload["from_user_id"] !== undefined).length).toBe(truth.identity.merges);
    expect(links.filter(({ payload }) => payload["anon_id"] !== undefined).length).toBe(truth.identity.signIns);
  });

  test("law: a nonce belongs to one person, whose reloads and whose copiers are as many as the truth says", () => {
    const owners = new Map<string, string>();
    let reloaded = 0;
    let replayed = 0;
    for (const { clickNonce, anonId, payload } of named("landing.view")) {
      if (clickNonce === null || anonId === null) continue;
      const owner = owners.get(clickNonce);
      if (owner === undefined) {
        owners.set(clickNonce, anonId);
        expect(payload["confirmed"]).toBe("true");
      } else if (owner === anonId) reloaded += 1;
      else replayed += 1;
    }
    expect([reloaded, replayed]).toEqual([truth.tokens.reloaded, truth.tokens.replayed]);
  });

  test("law: every channel's orders and money add up to all of them, by either rule", () => {
    const { orders, valueMinor, channels } = truth.acquisition;
    const sum = (value: (channel: (typeof channels)[number]) => number): number =>
      channels.reduce((total, channel) => total + value(channel), 0);
    expect(sum(({ lastCauseOrders }) => lastCauseOrders)).toBe(orders);
    expect(sum(({ proofFirstOrders }) => proofFirstOrders)).toBe(orders);
    expect(sum(({ lastCauseValueMinor }) => lastCauseValueMinor)).toBe(valueMinor);
    expect(sum(({ proofFirstValueMinor }) => proofFirstValueMinor)).toBe(valueMinor);
  });

  test("law: the nulls have no effect, and the effects are what the experiments do", () => {
    for (const { nature, metrics } of truth.experiments) {
      const lifts = metrics.map(({ trueLift }) => trueLift ?? Number.NaN);
      if (nature === "true_effect") expect(Math.max(...lifts)).toBeGreaterThan(0.05);
      else expect(lifts).toEqual(lifts.map(() => 0));
    }
    const revenue = truth.experiments.find(({ expId }) => expId === "bundle_offer")?.metrics[1];
    // Orders are whole cents, so the lift of 15 % is met up to rounding.
    expect(revenue?.trueLift).toBeCloseTo(0.15, 3);
  });
});
