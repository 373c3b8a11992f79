import type { EpochMicros } from "@liftproof/events";
import type { Order } from "./order.ts";

/** The touches of a person by instant, no two at one. */
export interface PlainTimeline {
  readonly instantsUs: ArrayLike<EpochMicros>;
  /** 0 direct, 1 evidence, 2 proof. */
  readonly ranks: ArrayLike<number>;
  readonly size: number;
  /** Where the touch of an order's own event stands; `null` when no order has one. */
  readonly ownOf: ReadonlyMap<string, number> | null;
}

/** How far back the rules look. */
export interface PlainReach {
  readonly lookbackUs: number | null;
  readonly proofWindowUs: number | null;
}

/** What an order found, as positions in the timeline; -1 stands for none. */
export interface PlainOutcome {
  readonly order: Order;
  readonly winner: number;
  /** In which it competed; -1 without a winner. */
  readonly rank: number;
  readonly runnerUp: number;
  /** Evidence came after a winning proof. */
  readonly proofOverRecency: boolean;
  readonly inWindow: number;
  readonly hasOwn: boolean;
}

/** How many of the latest positions are kept per rank: the winner, the runner-up, and one for the order's own event. */
const depth = 3;
const noneKept: readonly number[] = Array.from({ length: depth * 3 }, () => -1);

/** The outcome of every order of a person, in one pass: the latest touch of a rank lies in the window if any of the rank does. */
export function plainSweep({ instantsUs, ranks, size, ownOf }: PlainTimeline, orders: readonly Order[], { lookbackUs, proofWindowUs }: PlainReach): readonly PlainOutcome[] {
  const latest = noneKept.slice();
  const outcomes: PlainOutcome[] = [];
  let from = 0;
  let to = 0;
  for (const order of orders) {
    const { orderTsUs, eventId } = order;
    for (; to < size && (instantsUs[to] ?? 0) <= orderTsUs; to++) {
      const slot = (ranks[to] ?? 0) * depth;
      latest[slot + 2] = latest[slot + 1] ?? -1;
      latest[slot + 1] = latest[slot] ?? -1;
      latest[slot] = to;
    }
    const oldestUs = lookbackUs === null ? -Infinity : orderTsUs - lookbackUs;
    while (from < to && (instantsUs[from] ?? 0) < oldestUs) from++;
    const own = ownOf?.get(eventId) ?? -1;
    let winner = -1;
    let winnerRank = -1;
    let runnerUp = -1;
    let runnerUpRank = -1;
    let lastEvidence = -1;
    for (let slot = 0; slot < latest.length; slot++) {
      const position = latest[slot] ?? -1;
      if (position < from || position === own) continue;
      let rank = ranks[position] ?? 0;
      if (rank === 2 && proofWindowUs !== null && orderTsUs - (instantsUs[position] ?? 0) > proofWindowUs) rank = 1;
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
    outcomes.push({
      order,
      winner,
      rank: winnerRank,
      runnerUp,
      proofOverRecency: winnerRank === 2 && lastEvidence > winner,
      inWindow: to - from,
      hasOwn: own >= from && own < to,
    });
  }
  return outcomes;
}
