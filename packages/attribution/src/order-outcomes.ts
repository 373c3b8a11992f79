import type { EpochMicros } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";
import type { Journey } from "./journeys.ts";
import type { OrderWindow } from "./order-windows.ts";
import { orderWindows } from "./order-windows.ts";
import type { JudgedTouch, TouchTier } from "./touch.ts";

/** What the rule found for one order, as positions in `journey.touches`; -1 stands for none. */
export interface OrderOutcome {
  readonly window: OrderWindow;
  readonly winner: number;
  /** The tier in which the winner competed. */
  readonly tier: TouchTier | null;
  readonly runnerUp: number;
  /** Evidence that came after a winning proof. */
  readonly proofOverRecency: boolean;
  /** The last candidate with labels of its own, tokens ignored. */
  readonly withoutProof: number;
  readonly candidates: number;
}

/** How many of the greatest positions are kept per line: the winner, the runner-up, and one for the order's own event. */
const depth = 3;
/** Touches of one line stay comparable for every order: own proof, partner proof, evidence, direct; and labels without tokens. */
const lines = { ownProof: 0, partnerProof: 1, evidence: 2, direct: 3, withoutProof: 4 } as const;

/**
 * The outcome of every order of a journey.
 *
 * Position is rank, since touches are sorted by the ranking tuple. Touches become visible one after the other and never
 * leave a line; the greatest of a line lies in the window if any of the line does. So three positions per line answer
 * every order, and the whole journey costs its sort plus one pass, however many orders it has.
 */
export function orderOutcomes(journey: Journey, rules: AttributionRules): readonly OrderOutcome[] {
  const { touches } = journey;
  const byVisibility = positionsByVisibility(touches);
  const tops = new Int32Array(depth * 5).fill(-1);
  const outcomes: OrderOutcome[] = [];
  let seen = 0;
  let visible = 0;
  let visibleFromUs: EpochMicros = -Infinity;
  let gone = 0;
  let from = 0;
  for (const window of orderWindows(journey, rules)) {
    for (let touch = touches[from]; touch !== undefined && from < window.from; touch = touches[from]) {
      if (touch.visibleFromUs <= visibleFromUs) gone++;
      from++;
    }
    visibleFromUs = window.order.orderTsUs;
    for (let position = byVisibility[seen]; position !== undefined; position = byVisibility[seen]) {
      const touch = touches[position];
      if (touch === undefined || touch.visibleFromUs > visibleFromUs) break;
      seen++;
      visible++;
      if (position < from) gone++;
      enter(tops, touch, position);
    }
    const own = touches[window.own];
    const ownCounts = own !== undefined && window.own >= from && own.visibleFromUs <= visibleFromUs;
    outcomes.push({ ...ranked(tops, touches, window), window, candidates: visible - gone - (ownCounts ? 1 : 0) });
  }
  return outcomes;
}

/** Positions in the order in which touches become visible; mostly that is their own order. */
function positionsByVisibility(touches: readonly JudgedTouch[]): Int32Array {
  const positions = new Int32Array(touches.length);
  let previousUs = -Infinity;
  let isSorted = true;
  for (const [position, touch] of touches.entries()) {
    positions[position] = position;
    if (touch.visibleFromUs < previousUs) isSorted = false;
    previousUs = touch.visibleFromUs;
  }
  if (isSorted) return positions;
  const visibleFrom = (position: number): number => touches[position]?.visibleFromUs ?? 0;
  return positions.sort((a, b) => visibleFrom(a) - visibleFrom(b));
}

function enter(tops: Int32Array, touch: JudgedTouch, position: number): void {
  insert(tops, lineOf(touch), position);
  if (touch.touch.open !== null) insert(tops, lines.withoutProof, position);
}

function lineOf(touch: JudgedTouch): number {
  if (touch.tier === "direct") return lines.direct;
  if (touch.tier === "evidence") return lines.evidence;
  const token = touch.touch.token;
  return token !== null && (token.partner !== null || token.referrerCode !== null) ? lines.partnerProof : lines.ownProof;
}

function insert(tops: Int32Array, line: number, position: number): void {
  let carried = position;
  for (let at = line * depth; at < (line + 1) * depth; at++) {
    const kept = tops[at] ?? -1;
    if (carried > kept) {
      tops[at] = carried;
      carried = kept;
    }
  }
}

type Ranking = Pick<OrderOutcome, "winner" | "tier" | "runnerUp" | "proofOverRecency" | "withoutProof">;

const tierRanks: readonly TouchTier[] = ["direct", "evidence", "proof"];

function ranked(tops: Int32Array, touches: readonly JudgedTouch[], window: OrderWindow): Ranking {
  let winner = -1;
  let winnerRank = -1;
  let runnerUp = -1;
  let runnerUpRank = -1;
  let lastEvidence = -1;
  for (let at = 0; at < lines.withoutProof * depth; at++) {
    const position = tops[at] ?? -1;
    if (position < window.from || position === window.own) continue;
    const rank = rankOf(touches[position], window.order.orderTsUs);
    if (rank === 1 && position > lastEvidence) lastEvidence = position;
    if (rank > winnerRank || (rank === winnerRank && position > winner)) {
      runnerUp = winner;
      runnerUpRank = winnerRank;
      winner = position;
      winnerRank = rank;
    } else if (rank > runnerUpRank || (rank === runnerUpRank && position > runnerUp)) {
      runnerUp = position;
      runnerUpRank = rank;
    }
  }
  let withoutProof = -1;
  for (let at = lines.withoutProof * depth; at < tops.length; at++) {
    const position = tops[at] ?? -1;
    if (position >= window.from && position !== window.own && position > withoutProof) withoutProof = position;
  }
  const proofOverRecency = winnerRank === 2 && lastEvidence > winner;
  return { winner, tier: tierRanks[winnerRank] ?? null, runnerUp, proofOverRecency, withoutProof };
}

/** Proof is effective up to and including the end of its window; after that it competes as evidence. */
function rankOf(touch: JudgedTouch | undefined, orderTsUs: EpochMicros): number {
  if (touch === undefined || touch.tier === "direct") return 0;
  if (touch.tier === "evidence") return 1;
  return touch.proofWindowUs === null || orderTsUs - touch.touchTsUs <= touch.proofWindowUs ? 2 : 1;
}
