import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { SimulatedMarketplace } from "../src/index.ts";
import { firstDayUs, marketplace } from "./marketplace.ts";

const dayUs = 86_400_000_000;

describe("simulated marketplace", () => {
  test("law: the same seed gives the same bytes, another seed others", () => {
    const bytes = digest(marketplace());
    expect(digest(marketplace())).toBe(bytes);
    expect(digest(marketplace({ seed: 8 }))).not.toBe(bytes);
  });

  test("law: reading twice gives the same bytes and the same truth", () => {
    const once = marketplace();
    const bytes = digest(once);
    const truth = once.truth;
    expect(digest(once)).toBe(bytes);
    expect(once.truth).toEqual(truth);
  });

  test("law: truth asked for before the lines is the truth after them", () => {
    const after = marketplace();
    digest(after);
    expect(marketplace().truth).toEqual(after.truth);
  });

  test("law: lines come in the order of receipt, within the days and three more", () => {
    const { lines, startUs, endUs } = marketplace();
    let previousUs = startUs;
    let strays = 0;
    for (const { receivedAtUs } of lines) {
      if (!Number.isSafeInteger(receivedAtUs) || receivedAtUs < previousUs) strays += 1;
      previousUs = receivedAtUs;
    }
    expect(strays).toBe(0);
    expect(startUs).toBe(firstDayUs);
    expect(previousUs).toBeLessThan(endUs + 4 * dayUs);
  });

  test("law: more days leave the first days as they were", () => {
    const until = firstDayUs + 20 * dayUs;
    const early = (days: number): readonly string[] =>
      [...marketplace({ days }).lines].filter(({ receivedAtUs }) => receivedAtUs < until).map(({ line }) => line);
    expect(plainEvents(early(35))).toEqual(plainEvents(early(42)));
  });

  test("edge: numbers outside their range are refused by name", () => {
    expect(() => marketplace({ users: 99 })).toThrow(/^users: expected/);
    expect(() => marketplace({ users: 100 })).not.toThrow();
    expect(() => marketplace({ days: 20 })).toThrow(/^days: expected/);
    expect(() => marketplace({ days: 21 })).not.toThrow();
    expect(() => marketplace({ startUs: firstDayUs + 1 })).toThrow(/^startUs: expected/);
    expect(() => [...marketplace({ seed: 0.5 }).lines]).toThrow(/^seed: expected/);
  });

  test("example: every kind of trouble is there", () => {
    const { truth } = marketplace({ users: 2000 });
    expect(truth.acquisition.channels.map(({ channel }) => channel)).toEqual([
      "Affiliates",
      "Digest",
      "Display",
      "Organic Search",
      "Paid Search",
      "Paid Social",
      "Referral",
      "Referral Program",
      "direct",
    ]);
    const { tokens, lines, bots, refunds, identity } = truth;
    for (const count of [
      tokens.forged,
      tokens.expired,
      tokens.replayed,
      tokens.reloaded,
      tokens.unclickedClaims,
      lines.duplicates,
      lines.late,
      bots.labeledEvents,
      bots.unlabeledEvents,
      refunds.count,
      truth.testOrders,
      identity.signIns,
      identity.merges,
    ]) {
      expect(count).toBeGreaterThan(0);
    }
  });
});

/** Visits and what they lead to. Merges and the end of experiments are laid out over all the days there are. */
function plainEvents(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => /"event_name":"(landing.view|search.query|studio.view)"/.test(line));
}

function digest({ lines }: SimulatedMarketplace): string {
  const hash = createHash("sha256");
  for (const { receivedAtUs, line } of lines) hash.update(`${receivedAtUs} ${line}\n`);
  return hash.digest("hex");
}
