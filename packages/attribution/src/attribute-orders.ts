import type { EpochMicros } from "@liftproof/events";
import { compareCodePoints } from "@liftproof/events";
import type { AttributionFact, WinnerReason } from "./attribution-fact.ts";
import { channelOfWinner } from "./channel-of-winner.ts";
import { journeyOf, readCrowd } from "./crowd.ts";
import { engineVersion } from "./engine-version.ts";
import type { AttributionInput } from "./attribution-input.ts";
import { journeyDecisions } from "./journey-decisions.ts";
import type { OrderDecision } from "./order-decision.ts";
import { plainDecisions } from "./plain-decisions.ts";
import { rulesHash } from "./rules-hash.ts";

/**
 * One fact per order: the touch that earned it under "last non-direct, proof first", and why.
 *
 * The greatest candidate by (tier, instant, receipt, event id) wins. A candidate lies in the lookback, was visible by
 * the time of the order, and is not the order's own event. Impressions win only where no click does. The facts depend on the rows received up to the watermark
 * alone: neither their order of arrival nor repeated deliveries change them.
 *
 * @returns Sorted by order id.
 * @throws RangeError when an order's value is not whole minor units.
 */
export function attributeOrders(input: AttributionInput): readonly AttributionFact[] {
  const stamp: Stamp = {
    rulesHash: rulesHash(input.rules),
    channelRulesVersion: input.rules.channelRulesVersion,
    watermarkUs: input.watermarkUs,
    finalUntilUs: input.watermarkUs - input.rules.finalAfterUs,
  };
  const facts: AttributionFact[] = [];
  const crowd = readCrowd(input, false);
  const decidedPlainly = plainDecisions(crowd);
  for (const [identityId, person] of crowd.numbers) {
    const decisions = decidedPlainly?.(person) ?? journeyDecisions(journeyOf(crowd, identityId), input.rules);
    for (const decision of decisions) facts.push(factOf(decision, stamp));
  }
  return facts.sort((a, b) => compareCodePoints(a.orderId, b.orderId));
}

interface Stamp {
  readonly rulesHash: string;
  readonly channelRulesVersion: string;
  readonly watermarkUs: EpochMicros;
  /** Orders up to this instant are final. */
  readonly finalUntilUs: EpochMicros;
}

function factOf(decision: OrderDecision, stamp: Stamp): AttributionFact {
  const { order, winner } = decision;
  return {
    orderId: order.orderId,
    identityId: order.identityId,
    orderTsUs: order.orderTsUs,
    orderValueMinor: order.valueMinor,
    currency: order.currency,
    channel: channelOfWinner(winner),
    source: winner?.labels?.source ?? null,
    medium: winner?.labels?.medium ?? null,
    campaign: winner?.labels?.campaign ?? null,
    hasClickProof: winner?.proofState === "proven",
    tokenStatus: winner?.touch.tokenStatus ?? null,
    proofState: winner?.proofState ?? null,
    winningEventId: winner?.eventId ?? null,
    touchTsUs: winner?.touchTsUs ?? null,
    secondsToOrder: winner === undefined ? null : Math.floor((order.orderTsUs - winner.touchTsUs) / 1_000_000),
    tier: decision.tier,
    reason: reasonOf(decision),
    runnerUpEventId: decision.runnerUpEventId,
    withoutProofChannel: decision.withoutProofChannel,
    candidates: decision.candidates,
    rejected: decision.rejected,
    state: order.orderTsUs <= stamp.finalUntilUs ? "final" : "provisional",
    rulesHash: stamp.rulesHash,
    engineVersion,
    channelRulesVersion: stamp.channelRulesVersion,
    watermarkUs: stamp.watermarkUs,
  };
}

function reasonOf({ proofOverRecency, tier, rejected }: OrderDecision): WinnerReason {
  switch (tier) {
    case null:
      return rejected > 0 ? "only_rejected" : "no_touch";
    case "proof":
      return proofOverRecency ? "proof_over_recency" : "proof";
    case "evidence":
      return "last_non_direct";
    case "view_through":
      return "view_through";
    case "direct":
      return "only_direct";
  }
}
