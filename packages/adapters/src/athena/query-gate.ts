import { AdapterError } from "../adapter-error.ts";

/** Lets a bounded number of queries in at once; the others wait in the order they came. */
export interface QueryGate {
  /** Waits for a place; gives what frees it. @throws AdapterError `interrupted` when the signal fires first. */
  enter(signal: AbortSignal): Promise<() => void>;
}

/** Athena counts queued queries too and refuses more than the account may have; waiting here costs nothing. */
export function queryGate(places: number): QueryGate {
  let free = places;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    enter: async (signal) => {
      if (signal.aborted) throw aborted(signal);
      if (free > 0) free -= 1;
      else {
        await new Promise<void>((resolve, reject) => {
          const giveUp = (): void => {
            waiting.splice(waiting.indexOf(admit), 1);
            reject(aborted(signal));
          };
          const admit = (): void => {
            signal.removeEventListener("abort", giveUp);
            resolve();
          };
          waiting.push(admit);
          signal.addEventListener("abort", giveUp, { once: true });
        });
      }
      let isInside = true;
      return () => {
        if (isInside) leave();
        isInside = false;
      };
    },
  };
}

function aborted(signal: AbortSignal): AdapterError {
  return new AdapterError("interrupted", "query: expected its turn to come, got an abort before it was started; repeat the call", { cause: signal.reason });
}
