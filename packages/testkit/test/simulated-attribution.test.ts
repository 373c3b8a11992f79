import { attributeOrders } from "@liftproof/attribution";
import type { AttributionFact } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { attributionInput, judged, signedMarketplace } from "./collected-marketplace.ts";

const marketplace = signedMarketplace(4000);
const facts = attributeOrders(attributionInput(judged(marketplace)));
const { acquisition } = marketplace.truth;

function ordersBy(channelOf: (fact: AttributionFact) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const fact of facts) counts.set(channelOf(fact), (counts.get(channelOf(fact)) ?? 0) + 1);
  return counts;
}

/** Share of orders that would have to change their channel for the estimate to show the truth. */
function misplacedShare(estimate: ReadonlyMap<string, number>): number {
  let apart = 0;
  const channels = new Set([...estimate.keys(), ...acquisition.channels.map(({ channel }) => channel)]);
  for (const channel of channels) {
    const truth = acquisition.channels.find((candidate) => candidate.channel === channel)?.proofFirstOrders ?? 0;
    apart += Math.abs((estimate.get(channel) ?? 0) - truth);
  }
  return apart / 2 / acquisition.orders;
}

describe("attribution of the simulated marketplace", () => {
  test("law: every order that is no test has exactly one fact, and the money adds up", () => {
    expect(facts.length).toBe(acquisition.orders);
    expect(new Set(facts.map(({ orderId }) => orderId)).size).toBe(facts.length);
    expect(facts.reduce((sum, { orderValueMinor }) => sum + orderValueMinor, 0)).toBe(acquisition.valueMinor);
  });

  test("law: the rules know every channel that the truth names", () => {
    const estimated = ordersBy(({ channel }) => channel);
    expect([...estimated.keys()].sort()).toEqual(acquisition.channels.map(({ channel }) => channel).sort());
  });

  test("example: with proof, few orders stand under a channel that did not bring them; without, more do", () => {
    const proven = misplacedShare(ordersBy(({ channel }) => channel));
    const claimed = misplacedShare(ordersBy(({ withoutProofChannel }) => withoutProofChannel));
    expect(proven).toBeLessThan(0.06);
    expect(claimed).toBeGreaterThan(2 * proven);
  });

  test("example: partners are credited with what was claimed for them, more than they brought", () => {
    const truth = acquisition.channels.find(({ channel }) => channel === "Affiliates")?.proofFirstOrders ?? 0;
    expect(ordersBy(({ channel }) => channel).get("Affiliates")).toBeGreaterThan(truth);
  });

  test("law: what counts as proof is a verified token", () => {
    for (const { tokenStatus, tier, hasClickProof } of facts) {
      if (tier === "proof") expect([tokenStatus, hasClickProof]).toEqual(["verified", true]);
    }
  });
});
