import { setTimeout as pause } from "node:timers/promises";

/** The value of a step of a driver, which now and then never answers; throws after so long. */
export async function within<Value>(what: string, withinMs: number, step: Promise<Value>): Promise<Value> {
  const stop = new AbortController();
  const late = pause(withinMs, undefined, { signal: stop.signal }).then(() => Promise.reject(new Error(`${what}: expected within ${withinMs / 1000} s, did not end`)));
  try {
    return await Promise.race([step, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
