import { setTimeout as sleep } from "node:timers/promises";

/** How often and how long a store is asked before it is taken for away. */
export interface S3Patience {
  /** Attempts at one request, the first included. Default 8. */
  readonly attempts?: number;
  /** The first wait is drawn from 0 to this; the bound doubles with each attempt. Default 200. */
  readonly baseMs?: number;
  /** No wait is longer. Default 20,000. */
  readonly capMs?: number;
  /** An attempt without an answer is given up after this. Default 60,000. */
  readonly attemptMs?: number;
}

/** Chance and time, as arguments. */
export interface S3World {
  /** Uniform on [0, 1). Default `Math.random`. */
  readonly random?: () => number;
  /** Epoch milliseconds. Default `Date.now`. Requests are signed by it and retentions counted from it. */
  readonly nowMs?: () => number;
  /** Waits; rejects when the signal fires. Default: a timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Both, with every default filled in. */
export type S3Pace = Required<S3Patience> & Required<S3World>;

/** @throws RangeError when a bound is not a whole number in its range. */
export function s3Pace(patience: S3Patience, world: S3World): S3Pace {
  const pace = { attempts: 8, baseMs: 200, capMs: 20_000, attemptMs: 60_000, ...patience };
  for (const name of ["attempts", "baseMs", "capMs", "attemptMs"] as const) {
    const least = name === "baseMs" || name === "capMs" ? 0 : 1;
    if (!Number.isSafeInteger(pace[name]) || pace[name] < least) throw new RangeError(`patience.${name}: expected a whole number of at least ${least}, got ${pace[name]}`);
  }
  return {
    ...pace,
    random: world.random ?? Math.random,
    nowMs: world.nowMs ?? Date.now,
    wait: world.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
  };
}

/**
 * How long to wait after a failed attempt, in milliseconds: full jitter, so that many writers that failed together do not come back together.
 *
 * Source: M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog, 2015.
 */
export function jitteredWaitMs(attempt: number, { baseMs, capMs, random }: Pick<S3Pace, "baseMs" | "capMs" | "random">): number {
  return Math.floor(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)));
}
