import type { AttributionFact, ExplainedTouch, OrderExplanation } from "@liftproof/attribution";
import { fateWords, reasonWords } from "./plain-words.ts";

/** What separates the winner from the runner-up; `only_candidate` when there is no runner-up. */
export type DecidingRule = "tier" | "time" | "receipt" | "event_id" | "only_candidate" | "no_candidate";

/** One touch of the person, as seen from the order. */
export interface TouchStory {
  readonly eventId: string;
  readonly channel: string;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  /** The tier in which it competes for this order: proof past its window is evidence. */
  readonly tier: string;
  readonly tokenStatus: string;
  readonly proofState: string | null;
  readonly touchTsUs: number;
  readonly secondsToOrder: number;
  readonly verdict: "won" | "runner-up" | "outranked" | "eliminated";
  /** The engine's own word for what became of it, and the same in a sentence. */
  readonly fate: string;
  readonly why: string;
}

/** What `explain --json` prints. */
export interface OrderStory {
  readonly orderId: string;
  readonly orderTsUs: number;
  readonly channel: string;
  readonly reason: string;
  readonly why: string;
  readonly decidedBy: DecidingRule;
  readonly winner: TouchStory | null;
  readonly runnerUp: TouchStory | null;
  /** What would have won if every token were ignored; no event when nothing but direct visits were left. */
  readonly withoutProof: { readonly channel: string; readonly eventId: string | null };
  /** Every touch of the person, the latest first. */
  readonly touches: readonly TouchStory[];
  readonly fact: AttributionFact;
}

/** Tells an explanation in words, and names the rule that decided. */
export function orderStory({ fact, withoutProofEventId, touches }: OrderExplanation): OrderStory {
  const told = touches.map((touch) => ({ touch, story: storyOf(touch, fact) }));
  const winner = told.find(({ story }) => story.verdict === "won");
  const runnerUp = told.find(({ story }) => story.verdict === "runner-up");
  return {
    orderId: fact.orderId,
    orderTsUs: fact.orderTsUs,
    channel: fact.channel,
    reason: fact.reason,
    why: reasonWords(fact.reason),
    decidedBy: winner === undefined ? "no_candidate" : runnerUp === undefined ? "only_candidate" : decidedBy(winner, runnerUp),
    winner: winner?.story ?? null,
    runnerUp: runnerUp?.story ?? null,
    withoutProof: { channel: fact.withoutProofChannel, eventId: withoutProofEventId },
    touches: told.map(({ story }) => story),
    fact,
  };
}

interface ToldTouch {
  readonly touch: ExplainedTouch;
  readonly story: TouchStory;
}

function decidedBy(winner: ToldTouch, runnerUp: ToldTouch): DecidingRule {
  if (winner.story.tier !== runnerUp.story.tier) return "tier";
  if (winner.story.touchTsUs !== runnerUp.story.touchTsUs) return "time";
  return winner.touch.judged.receivedTsUs === runnerUp.touch.judged.receivedTsUs ? "event_id" : "receipt";
}

function storyOf({ judged, channel, secondsToOrder, fate }: ExplainedTouch, { orderTsUs, touchTsUs: winnerTsUs }: AttributionFact): TouchStory {
  const { labels, touch, touchTsUs, proofState, proofWindowUs } = judged;
  const isStale = judged.tier === "proof" && proofWindowUs !== null && orderTsUs - touchTsUs > proofWindowUs;
  return {
    eventId: judged.eventId,
    channel,
    source: labels?.source ?? null,
    medium: labels?.medium ?? null,
    campaign: labels?.campaign ?? null,
    tier: isStale ? "evidence" : judged.tier,
    tokenStatus: touch.tokenStatus,
    proofState,
    touchTsUs,
    secondsToOrder,
    verdict: verdictOf(fate),
    fate,
    why: fateWords(fate === "earlier" && touchTsUs === winnerTsUs ? "same_instant" : fate) + (isStale && fate !== "won" ? "; its proof is too old to outrank evidence" : ""),
  };
}

function verdictOf(fate: string): TouchStory["verdict"] {
  if (fate === "won") return "won";
  if (fate === "runner_up") return "runner-up";
  return fate === "lower_tier" || fate === "earlier" ? "outranked" : "eliminated";
}
