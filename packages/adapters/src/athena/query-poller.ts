import { AdapterError } from "../adapter-error.ts";
import { athenaCall } from "./athena-call.ts";
import type { AthenaPace } from "./athena-patience.ts";
import type { AthenaSnapshot, AthenaWire } from "./athena-wire.ts";

/** One loop that looks at all running queries of a client, fifty to a request. */
export interface QueryPoller {
  /**
   * Waits for a query's end.
   *
   * @param onSeen - Told of every look, the last included.
   * @throws AdapterError when Athena could not be asked, or `interrupted` when the signal fired; the query itself goes on.
   */
  follow(queryId: string, onSeen: (seen: AthenaSnapshot) => void, signal: AbortSignal): Promise<AthenaSnapshot>;
}

interface Follower {
  readonly onSeen: (seen: AthenaSnapshot) => void;
  readonly resolve: (seen: AthenaSnapshot) => void;
  readonly reject: (reason: unknown) => void;
}

const queriesPerLook = 50;
const growth = 1.5;
const slowest = 20;

/** @param signal - Ends the loop and every wait in it. */
export function queryPoller(wire: AthenaWire, pace: AthenaPace, signal: AbortSignal): QueryPoller {
  const followed = new Map<string, Set<Follower>>();
  const misses = new Map<string, number>();
  let [isLooping, looks, nap] = [false, 0, undefined as AbortController | undefined];

  const settle = (queryId: string, end: (follower: Follower) => void): void => {
    const followers = followed.get(queryId) ?? [];
    followed.delete(queryId);
    misses.delete(queryId);
    for (const follower of followers) end(follower);
  };

  /** A listener that throws ends its own waiting, not that of others in the same request. */
  const tell = (follower: Follower, snapshot: AthenaSnapshot): void => {
    try {
      follower.onSeen(snapshot);
    } catch (error) {
      const followers = followed.get(snapshot.queryId);
      followers?.delete(follower);
      if (followers?.size === 0) followed.delete(snapshot.queryId);
      follower.reject(error);
    }
  };

  const look = async (queryIds: readonly string[]): Promise<void> => {
    const { seen, unread } = await athenaCall({ step: "look at queries", pace, signal, make: (limit) => wire.look(queryIds, limit) });
    for (const snapshot of seen) {
      misses.delete(snapshot.queryId);
      for (const follower of followed.get(snapshot.queryId) ?? []) tell(follower, snapshot);
      if (snapshot.state !== "QUEUED" && snapshot.state !== "RUNNING") settle(snapshot.queryId, ({ resolve }) => resolve(snapshot));
    }
    const told = new Set(seen.map(({ queryId }) => queryId));
    for (const queryId of queryIds.filter((id) => !told.has(id))) {
      const missed = (misses.get(queryId) ?? 0) + 1;
      misses.set(queryId, missed);
      if (missed < pace.attempts) continue;
      const error = new AdapterError("unreachable", `query ${queryId}: expected its state, got none ${missed} times (${unread.get(queryId) ?? "left out"}); repeat the call with the same runId, which finds it again`);
      settle(queryId, ({ reject }) => reject(error));
    }
  };

  const loop = async (): Promise<void> => {
    while (followed.size > 0) {
      const boundMs = pace.pollMs * Math.min(slowest, growth ** looks);
      looks += 1;
      nap = looks > 2 ? new AbortController() : undefined;
      // Half fixed, half drawn: clients that began together drift apart, and none looks in a rush. A new query cuts a long nap short.
      await pace.wait(Math.floor(boundMs * (0.5 + pace.random() / 2)), nap === undefined ? signal : AbortSignal.any([signal, nap.signal])).catch(() => {});
      const queryIds = [...followed.keys()];
      for (let from = 0; from < queryIds.length; from += queriesPerLook) {
        const part = queryIds.slice(from, from + queriesPerLook);
        await look(part).catch((error: unknown) => {
          for (const queryId of part) settle(queryId, ({ reject }) => reject(error));
        });
      }
    }
    isLooping = false;
  };

  return {
    follow: (queryId, onSeen, callerSignal) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          const followers = followed.get(queryId);
          followers?.delete(follower);
          if (followers?.size === 0) followed.delete(queryId);
          reject(new AdapterError("interrupted", `query ${queryId}: expected to be followed to its end, got an abort; repeat the call, with the same runId no statement runs twice`, { cause: callerSignal.reason }));
        };
        const done = <Value>(end: (value: Value) => void) => (value: Value): void => {
          callerSignal.removeEventListener("abort", giveUp);
          end(value);
        };
        const follower: Follower = { onSeen, resolve: done(resolve), reject: done(reject) };
        if (callerSignal.aborted) return giveUp();
        callerSignal.addEventListener("abort", giveUp, { once: true });
        followed.set(queryId, (followed.get(queryId) ?? new Set()).add(follower));
        looks = 0;
        nap?.abort();
        if (isLooping) return;
        isLooping = true;
        loop().catch((error: unknown) => {
          isLooping = false;
          for (const each of followed.keys()) settle(each, ({ reject: end }) => end(error));
        });
      }),
  };
}
