import { effectiveRank } from "./effective-rank.ts";
import { isCandidate } from "./is-candidate.ts";
import type { OrderWindow } from "./order-window.ts";
import { sweepWindows } from "./sweep-windows.ts";
import type { JudgedTouch, TouchTier } from "./touch.ts";

/** What the rule found for one order, as positions in the touches of the journey; -1 stands for none. */
export interface OrderOutcome {
  readonly window: OrderWindow;
  readonly winner: number;
  /** The tier in which the winner competed. */
  readonly tier: TouchTier | null;
  readonly runnerUp: number;
  /** Evidence that came after a winning proof. */
  readonly proofOverRecency: boolean;
  readonly candidates: number;
}

/** How many of the greatest positions are kept per line: the winner, the runner-up, and one for the order's own event. */
const depth = 3;
/** Touches of one line compare alike for every order: own proof, partner proof, evidence, direct. */
const lines = { ownProof: 0, partnerProof: 1, evidence: 2, direct: 3, count: 4 } as const;

/**
 * The outcome of every order of a journey.
 *
 * Position is rank, since touches are sorted by the ranking tuple. Touches enter a line and are never taken out: the
 * greatest of a line lies in the window if any of the line does. So three positions per line answer every order.
 */
export function orderOutcomes(touches: readonly JudgedTouch[], windows: readonly OrderWindow[]): readonly OrderOutcome[] {
  const tops = noPositions();
  const outcomes: OrderOutcome[] = [];
  const topsWithoutInjected = windows.some(({ injected }) => injected.length > 0) ? lineWalk(touches) : null;
  let inView = 0;
  sweepWindows(touches, windows, {
    enter: (touch, position) => {
      inView++;
      insert(tops, lineOf(touch), position);
    },
    leave: () => {
      inView--;
    },
    settle: (window) => {
      const greatest = topsWithoutInjected === null || window.injected.length === 0 ? tops : topsWithoutInjected(window);
      outcomes.push(outcomeOf(greatest, touches, { window, inView }));
    },
  });
  return outcomes;
}

const emptyTops: readonly number[] = Array.from({ length: depth * lines.count }, () => -1);

/** A plain array, because making a typed one for every person would cost more than using it. */
function noPositions(): number[] {
  return emptyTops.slice();
}

function lineOf(touch: JudgedTouch): number {
  if (touch.tier === "direct") return lines.direct;
  if (touch.tier === "evidence") return lines.evidence;
  const token = touch.touch.token;
  return token !== null && (token.partner !== null || token.referrerCode !== null) ? lines.partnerProof : lines.ownProof;
}

function insert(tops: number[], line: number, position: number): void {
  let carried = position;
  for (let at = line * depth; at < (line + 1) * depth; at++) {
    const kept = tops[at] ?? -1;
    if (carried > kept) {
      tops[at] = carried;
      carried = kept;
    }
  }
}

/**
 * Finds the greatest candidates per line for an order into whose checkout touches came.
 *
 * Such touches may hold every kept place of a line, so the line is walked down from the end of the window past them. The
 * steps are as many as there are such touches, and late ones, at the end of the window.
 */
function lineWalk(touches: readonly JudgedTouch[]): (window: OrderWindow) => readonly number[] {
  const previous = new Int32Array(touches.length);
  const heads = new Int32Array(lines.count).fill(-1);
  const found = noPositions();
  let linked = 0;
  return (window) => {
    for (; linked < window.to; linked++) {
      const touch = touches[linked];
      if (touch === undefined || touch.rejection !== null) continue;
      const line = lineOf(touch);
      previous[linked] = heads[line] ?? -1;
      heads[line] = linked;
    }
    found.fill(-1);
    for (let line = 0; line < lines.count; line++) {
      let place = line * depth;
      let position = heads[line] ?? -1;
      while (position >= window.from && place < (line + 1) * depth) {
        if (isCandidate(touches[position], position, window)) found[place++] = position;
        position = previous[position] ?? -1;
      }
    }
    return found;
  };
}

const tierRanks: readonly TouchTier[] = ["direct", "evidence", "proof"];

interface View {
  readonly window: OrderWindow;
  readonly inView: number;
}

function outcomeOf(tops: readonly number[], touches: readonly JudgedTouch[], { window, inView }: View): OrderOutcome {
  const { from, own, order } = window;
  let winner = -1;
  let winnerRank = -1;
  let runnerUp = -1;
  let runnerUpRank = -1;
  let lastEvidence = -1;
  for (let at = 0; at < tops.length; at++) {
    const position = tops[at] ?? -1;
    if (position < from || position === own) continue;
    const rank = effectiveRank(touches[position], order.orderTsUs);
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
  const ownTouch = touches[own];
  const ownInView = ownTouch !== undefined && own >= from && ownTouch.visibleFromUs <= order.orderTsUs;
  return {
    window,
    winner,
    tier: tierRanks[winnerRank] ?? null,
    runnerUp,
    proofOverRecency: winnerRank === 2 && lastEvidence > winner,
    candidates: inView - (ownInView ? 1 : 0) - window.injected.length,
  };
}
