import type { EpochMicros } from "@liftproof/events";
import { compareCodePoints } from "@liftproof/events";
import type { AttributionFact, WinnerReason } from "./attribution-fact.ts";
import { channelOfTouch } from "./channel-of-touch.ts";
import { directChannel } from "./direct-channel.ts";
import { eachJourney } from "./each-journey.ts";
import { engineVersion } from "./engine-version.ts";
import type { AttributionInput } from "./attribution-input.ts";
import type { AttributionRules } from "./attribution-rules.ts";
import type { Journey } from "./journey.ts";
import type { OrderOutcome } from "./order-outcomes.ts";
import { orderOutcomes } from "./order-outcomes.ts";
import { orderWindows } from "./order-windows.ts";
import { rulesHash } from "./rules-hash.ts";
import type { TouchTier } from "./touch.ts";
import type { DecidedOrder } from "./view-through/decided-order.ts";
import { decidedOrder } from "./view-through/decided-order.ts";
import { latestViews } from "./view-through/latest-views.ts";

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
  for (const journey of eachJourney(input)) {
    const tokenless = journey.withoutTokens();
    const channels = tokenless === null ? null : decisions(tokenless, input.rules).map(({ decided }) => channelOfWinner(decided));
    let at = 0;
    for (const decision of decisions(journey, input.rules)) facts.push(factOf(decision, channels?.[at++], stamp));
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

interface Decision {
  readonly outcome: OrderOutcome;
  readonly decided: DecidedOrder;
}

function decisions(journey: Journey, rules: AttributionRules): readonly Decision[] {
  const views = latestViews(journey, rules);
  return orderOutcomes(journey.touches, orderWindows(journey, rules)).map((outcome, at) => ({ outcome, decided: decidedOrder(journey, outcome, views[at]) }));
}

function channelOfWinner({ winner }: DecidedOrder): string {
  return winner === undefined ? directChannel : channelOfTouch(winner);
}

function factOf({ outcome, decided }: Decision, withoutProofChannel: string | undefined, stamp: Stamp): AttributionFact {
  const { winner, tier, runnerUp } = decided;
  const channel = channelOfWinner(decided);
  const { window, candidates } = outcome;
  const { order } = window;
  const rejected = window.to - window.from - candidates;
  return {
    orderId: order.orderId,
    identityId: order.identityId,
    orderTsUs: order.orderTsUs,
    orderValueMinor: order.valueMinor,
    currency: order.currency,
    channel,
    source: winner?.labels?.source ?? null,
    medium: winner?.labels?.medium ?? null,
    campaign: winner?.labels?.campaign ?? null,
    hasClickProof: winner?.proofState === "proven",
    tokenStatus: winner?.touch.tokenStatus ?? null,
    proofState: winner?.proofState ?? null,
    winningEventId: winner?.eventId ?? null,
    touchTsUs: winner?.touchTsUs ?? null,
    secondsToOrder: winner === undefined ? null : Math.floor((order.orderTsUs - winner.touchTsUs) / 1_000_000),
    tier,
    reason: reasonOf(outcome, tier, rejected),
    runnerUpEventId: runnerUp?.eventId ?? null,
    withoutProofChannel: withoutProofChannel ?? channel,
    candidates,
    rejected,
    state: order.orderTsUs <= stamp.finalUntilUs ? "final" : "provisional",
    rulesHash: stamp.rulesHash,
    engineVersion,
    channelRulesVersion: stamp.channelRulesVersion,
    watermarkUs: stamp.watermarkUs,
  };
}

function reasonOf({ proofOverRecency }: OrderOutcome, tier: TouchTier | null, rejected: number): WinnerReason {
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
