import { setTimeout as sleep } from "node:timers/promises";

/** How often and how long Athena is asked, and how many queries run at once. */
export interface AthenaPatience {
  /** Queries of this client that are queued or running at once; others wait for one of them to end. Default 10. */
  readonly concurrentQueries?: number;
  /** Attempts at one request that is throttled or unanswered, the first included. Default 8. */
  readonly attempts?: number;
  /** The first wait is drawn from 0 to this; the bound doubles with each attempt. Default 200. */
  readonly baseMs?: number;
  /** No wait between requests is longer. Default 20,000. */
  readonly capMs?: number;
  /** An attempt without an answer is given up after this. Default 60,000. */
  readonly attemptMs?: number;
  /** How long a full queue (TooManyRequestsException) is waited for. Default 15 minutes. */
  readonly busyMs?: number;
  /** The shortest time between two looks at running queries; it grows to twenty times that. Default 250. */
  readonly pollMs?: number;
  /** How often a statement is run again that failed without any effect, as on a commit conflict. Default 4. */
  readonly repeats?: number;
  /** No wait before such a repetition is longer. Default 100,000. */
  readonly repeatCapMs?: number;
}

/** Chance and time, as arguments. */
export interface AthenaWorld {
  /** Uniform on [0, 1). Default `Math.random`. */
  readonly random?: () => number;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly nowMs?: () => number;
  /** Waits; rejects when the signal fires. Default: a timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Both, with every default filled in. */
export type AthenaPace = Required<AthenaPatience> & Required<AthenaWorld>;

const defaults: Required<AthenaPatience> = {
  concurrentQueries: 10, attempts: 8, baseMs: 200, capMs: 20_000, attemptMs: 60_000, busyMs: 900_000, pollMs: 250, repeats: 4, repeatCapMs: 100_000,
};

/** @throws RangeError when a bound is not a whole number in its range. */
export function athenaPace(patience: AthenaPatience, world: AthenaWorld): AthenaPace {
  const bounds = { ...defaults, ...patience };
  for (const name of Object.keys(defaults) as (keyof AthenaPatience)[]) {
    const least = name === "concurrentQueries" || name === "attempts" || name === "attemptMs" ? 1 : 0;
    if (!Number.isSafeInteger(bounds[name]) || bounds[name] < least) throw new RangeError(`patience.${name}: expected a whole number of at least ${least}, got ${bounds[name]}`);
  }
  return { ...bounds, random: world.random ?? Math.random, nowMs: world.nowMs ?? Date.now, wait: world.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })) };
}
