import { clientKey } from "../address/client-key.ts";
import { recentMap } from "../recent-map.ts";

/** How often one client may come. */
export interface RateLimits {
  /** Requests per second in the long run; a body counts as one more for each 64 KiB it has once inflated. */
  readonly perSecond: number;
  /** Requests at once after a pause. */
  readonly burst: number;
  /** Clients remembered; who comes back after so many others begins anew. */
  readonly maxClients: number;
}

/** What clients have left. */
export interface RateCap {
  /** Takes one request, or says after how many seconds the next one may come; 0 means it was taken. */
  readonly take: (clientAddress: string, nowUs: number) => number;
  /** Counts a request that was taken as so many more: its cost shows only once it is read. */
  readonly charge: (clientAddress: string, requests: number) => void;
}

/**
 * A token bucket per client, which a costly request may overdraw by no more than it holds.
 *
 * A clock that goes back refills nothing and blocks nobody.
 */
export function rateCap({ perSecond, burst, maxClients }: RateLimits): RateCap {
  const buckets = recentMap<{ readonly left: number; readonly atUs: number }>(maxClients);
  return {
    take: (clientAddress, nowUs) => {
      const key = clientKey(clientAddress);
      const { left, atUs } = buckets.get(key) ?? { left: burst, atUs: nowUs };
      const filled = Math.min(burst, left + (Math.max(0, nowUs - atUs) / 1_000_000) * perSecond);
      const isTaken = filled >= 1;
      buckets.set(key, { left: isTaken ? filled - 1 : filled, atUs: nowUs });
      return isTaken ? 0 : Math.max(1, Math.ceil((1 - filled) / perSecond));
    },
    charge: (clientAddress, requests) => {
      const key = clientKey(clientAddress);
      const bucket = buckets.get(key);
      if (bucket !== undefined) buckets.set(key, { ...bucket, left: Math.max(-burst, bucket.left - requests) });
    },
  };
}
