import { compareCodePoints } from "@liftproof/events";
import type { AttributionFact, WinnerReason } from "./attribution-fact.ts";
import { channelOfTouch } from "./channel-of-touch.ts";
import { directChannel } from "./direct-channel.ts";
import { engineVersion } from "./engine-version.ts";
import type { AttributionInput, Journey } from "./journeys.ts";
import { journeys } from "./journeys.ts";
import type { OrderOutcome } from "./order-outcomes.ts";
import { orderOutcomes } from "./order-outcomes.ts";
import { rulesHash } from "./rules-hash.ts";
import type { JudgedTouch } from "./touch.ts";

/**
 * One fact per order: the touch that earned it under "last non-direct, proof first", and why.
 *
 * The greatest candidate by (tier, instant, receipt, event id) wins. A candidate lies in the lookback, was visible by
 * the time of the order, and is not the order's own event. The facts depend on the rows received up to the watermark
 * alone: neither their order of arrival nor repeated deliveries change them.
 *
 * @returns Sorted by order id.
 * @throws RangeError when an order's value is not whole minor units.
 */
export function attributeOrders(input: AttributionInput): readonly AttributionFact[] {
  const stamp = {
    rulesHash: rulesHash(input.rules),
    engineVersion,
    channelRulesVersion: input.rules.channelRulesVersion,
    watermarkUs: input.watermarkUs,
  };
  const finalBeforeUs = input.watermarkUs - input.rules.finalAfterUs;
  const facts: AttributionFact[] = [];
  for (const journey of journeys(input)) {
    for (const outcome of orderOutcomes(journey, input.rules)) {
      const { order } = outcome.window;
      facts.push({
        orderId: order.orderId,
        identityId: order.identityId,
        orderTsUs: order.orderTsUs,
        orderValueMinor: order.valueMinor,
        currency: order.currency,
        ...findings(outcome, journey),
        state: order.orderTsUs <= finalBeforeUs ? "final" : "provisional",
        ...stamp,
      });
    }
  }
  return facts.sort((a, b) => compareCodePoints(a.orderId, b.orderId));
}

type Findings = Omit<
  AttributionFact,
  | "orderId"
  | "identityId"
  | "orderTsUs"
  | "orderValueMinor"
  | "currency"
  | "state"
  | "rulesHash"
  | "engineVersion"
  | "channelRulesVersion"
  | "watermarkUs"
>;

function findings(outcome: OrderOutcome, { touches }: Journey): Findings {
  const { window, candidates } = outcome;
  const winner = touches[outcome.winner];
  const rejected = window.to - window.from - candidates;
  return {
    channel: winner === undefined ? directChannel : channelOfTouch(winner),
    source: winner?.labels?.source ?? null,
    medium: winner?.labels?.medium ?? null,
    campaign: winner?.labels?.campaign ?? null,
    hasClickProof: winner?.proofState === "proven",
    tokenStatus: winner?.touch.tokenStatus ?? null,
    proofState: winner?.proofState ?? null,
    winningEventId: winner?.eventId ?? null,
    touchTsUs: winner?.touchTsUs ?? null,
    secondsToOrder: winner === undefined ? null : Math.floor((window.order.orderTsUs - winner.touchTsUs) / 1_000_000),
    tier: outcome.tier,
    reason: reasonOf(outcome, winner, rejected),
    runnerUpEventId: touches[outcome.runnerUp]?.eventId ?? null,
    withoutProofChannel: touches[outcome.withoutProof]?.touch.open?.channel ?? directChannel,
    candidates,
    rejected,
  };
}

function reasonOf(outcome: OrderOutcome, winner: JudgedTouch | undefined, rejected: number): WinnerReason {
  if (winner === undefined) return rejected > 0 ? "only_rejected" : "no_touch";
  if (outcome.tier === "proof") return outcome.proofOverRecency ? "proof_over_recency" : "proof";
  return outcome.tier === "evidence" ? "last_non_direct" : "only_direct";
}
