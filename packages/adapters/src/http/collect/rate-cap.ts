import { clientKey } from "../address/client-key.ts";
import { recentMap } from "../recent-map.ts";

/** How often one client may come. */
export interface RateLimits {
  /** Requests per second in the long run. */
  readonly perSecond: number;
  /** Requests at once after a pause. */
  readonly burst: number;
  /** Clients remembered; who comes back after so many others begins anew. */
  readonly maxClients: number;
}

/**
 * A token bucket per client. Takes one request, or says after how many seconds the next one may come; 0 means it was taken.
 *
 * A clock that goes back refills nothing and blocks nobody.
 */
export function rateCap({ perSecond, burst, maxClients }: RateLimits): (clientAddress: string, nowUs: number) => number {
  const buckets = recentMap<{ readonly left: number; readonly atUs: number }>(maxClients);
  return (clientAddress, nowUs) => {
    const key = clientKey(clientAddress);
    const { left, atUs } = buckets.get(key) ?? { left: burst, atUs: nowUs };
    const filled = Math.min(burst, left + (Math.max(0, nowUs - atUs) / 1_000_000) * perSecond);
    const isTaken = filled >= 1;
    buckets.set(key, { left: isTaken ? filled - 1 : filled, atUs: nowUs });
    return isTaken ? 0 : Math.max(1, Math.ceil((1 - filled) / perSecond));
  };
}
