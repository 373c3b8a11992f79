import type { AttributionFact } from "./attribution-fact.ts";
import { attributeOrders } from "./attribute-orders.ts";
import type { AttributionRules } from "./attribution-rules.ts";
import { channelOfTouch } from "./channel-of-touch.ts";
import { compareTouches } from "./compare-touches.ts";
import { effectiveRank } from "./effective-rank.ts";
import { firstReceipts } from "./first-receipts.ts";
import { fraudRejections } from "./fraud/fraud-rejections.ts";
import { judgeProof } from "./proof/judge-proof.ts";
import { rulesWithoutProof } from "./proof/rules-without-proof.ts";
import { withoutToken } from "./proof/without-token.ts";
import { isInjected } from "./is-injected.ts";
import type { AttributionInput } from "./attribution-input.ts";
import { journeys } from "./journeys.ts";
import type { Order } from "./order.ts";
import type { JudgedTouch, Touch, TouchRejection } from "./touch.ts";

/** What became of a touch: candidates won, came second, or were outranked; the others were no candidates, and why. */
export type TouchFate =
  | "won"
  | "runner_up"
  | "lower_tier"
  | "earlier"
  | "before_lookback"
  | "spent_by_earlier_order"
  | "after_order"
  | "received_too_late"
  | "checkout_injection"
  | TouchRejection
  | "own_event"
  | "reload";

/** One touch of the identity, seen from one order. */
export interface ExplainedTouch {
  readonly judged: JudgedTouch;
  readonly channel: string;
  /** Whole seconds, rounded down; negative after the order. */
  readonly secondsToOrder: number;
  readonly fate: TouchFate;
}

/** The whole story of one order. */
export interface OrderExplanation {
  readonly fact: AttributionFact;
  /** What would have won with every token ignored; `null` when nothing but direct visits were left. */
  readonly withoutProofEventId: string | null;
  /** Every touch of the identity up to the watermark, the latest first. */
  readonly touches: readonly ExplainedTouch[];
}

/**
 * Why an order got its channel: its fact, and the fate of every touch of its identity.
 *
 * Attributing the touches that were candidates, alone, gives the same winner again.
 *
 * @returns `undefined` when no such order was received up to the watermark.
 */
export function explainOrder(input: AttributionInput, orderId: string): OrderExplanation | undefined {
  const touches = [...input.touches].filter((touch) => touch.receivedTsUs <= input.watermarkUs && isRead(touch, input.rules));
  const read = { ...input, touches, orders: [...input.orders] };
  const journey = journeys(read).find(({ orders }) => orders.some((order) => order.orderId === orderId));
  const at = journey?.orders.findIndex((order) => order.orderId === orderId) ?? -1;
  const order = journey?.orders[at];
  const fact = attributeOrders({ ...read, orders: journey?.orders ?? [] }).find((found) => found.orderId === orderId);
  if (order === undefined || fact === undefined) return undefined;
  const tokenless = attributeOrders({ ...read, touches: touches.map(withoutToken), orders: journey?.orders ?? [], rules: rulesWithoutProof(input.rules) });
  const withoutProof = tokenless.find((found) => found.orderId === orderId);
  const all = judgeProof(touches, input.rules, input.known);
  const counted = new Set(firstReceipts(touches.filter(({ viewThrough }) => viewThrough !== true)));
  const standing = all.filter(({ touch, proofState }) => counted.has(touch) && proofState !== "reload");
  const tooFast = input.rules.fraud === null ? new Set<string>() : fraudRejections(standing, input.rules.fraud);
  const view: View = { order, previous: journey?.orders[at - 1], fact, rules: input.rules, tooFast };
  // The fraud filter counts each event once; a journey counts each of its own events once, as the rule does.
  const own = touches.filter(({ identityId }) => identityId === order.identityId);
  const told = new Set([...firstReceipts(own.filter(({ viewThrough }) => viewThrough !== true)), ...firstReceipts(own.filter(({ viewThrough }) => viewThrough === true))]);
  const judged = all.filter(({ touch }) => told.has(touch));
  const withoutProofEventId = withoutProof?.tier === "direct" ? null : (withoutProof?.winningEventId ?? null);
  return { fact, withoutProofEventId, touches: judged.sort((a, b) => compareTouches(b, a)).map((touch) => explained(touch, view)) };
}

/** An impression is read only where the rules let it earn orders and it names something. */
function isRead({ viewThrough, open }: Touch, rules: AttributionRules): boolean {
  return viewThrough !== true || (rules.viewThrough !== null && open !== null);
}

interface View {
  readonly order: Order;
  readonly previous: Order | undefined;
  readonly fact: AttributionFact;
  readonly rules: AttributionRules;
  readonly tooFast: ReadonlySet<string>;
}

function explained(judged: JudgedTouch, view: View): ExplainedTouch {
  return {
    judged,
    channel: channelOfTouch(judged),
    secondsToOrder: Math.floor((view.order.orderTsUs - judged.touchTsUs) / 1_000_000),
    fate: hindrance(judged, view) ?? candidateFate(judged, view),
  };
}

/** Why a touch may not win, or `null` for a candidate. */
function hindrance(touch: JudgedTouch, { order, previous, rules, tooFast }: View): TouchFate | null {
  if (touch.proofState === "reload") return "reload";
  if (touch.eventId === order.eventId && !rules.conversionIsTouch) return "own_event";
  if (touch.touchTsUs > order.orderTsUs) return "after_order";
  const lookbackUs = touch.tier === "view_through" ? (rules.viewThrough?.lookbackUs ?? 0) : rules.lookbackUs;
  if (lookbackUs !== null && touch.touchTsUs < order.orderTsUs - lookbackUs) return "before_lookback";
  if (rules.resetAtOrder && previous !== undefined && touch.touchTsUs <= previous.orderTsUs) return "spent_by_earlier_order";
  if (tooFast.has(touch.eventId)) return "too_fast";
  if (touch.rejection !== null) return touch.rejection;
  if (touch.visibleFromUs > order.orderTsUs) return "received_too_late";
  return isInjected(touch, order) ? "checkout_injection" : null;
}

const tierRanks = { direct: 0, view_through: 0.5, evidence: 1, proof: 2 } as const;

function candidateFate(touch: JudgedTouch, { order, fact }: View): TouchFate {
  if (touch.eventId === fact.winningEventId && (touch.tier === "view_through") === (fact.tier === "view_through")) return "won";
  if (touch.eventId === fact.runnerUpEventId) return "runner_up";
  const winnerRank = fact.tier === null ? 0 : tierRanks[fact.tier];
  const rank = touch.tier === "view_through" ? tierRanks.view_through : effectiveRank(touch, order.orderTsUs);
  return rank < winnerRank ? "lower_tier" : "earlier";
}
