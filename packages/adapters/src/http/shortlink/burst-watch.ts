import { clientKey } from "../address/client-key.ts";
import { recentMap } from "../recent-map.ts";
import type { ShortLink } from "./short-link.ts";

/** One click, as far as bursts go. */
export interface WatchedClick {
  readonly link: ShortLink;
  readonly code: string;
  readonly clientAddress: string;
  readonly nowUs: number;
}

const burstUs = 10_000_000;

/**
 * Whether a click comes too fast for a person: within 10 seconds of the sending, or of another link of that mailing opened by the same
 * client. The same link twice is somebody who clicks twice. Links without a `send` count as one mailing.
 */
export function burstWatch(maxClients: number): (click: WatchedClick) => boolean {
  const last = recentMap<{ readonly code: string; readonly atUs: number; readonly otherAtUs: number }>(maxClients);
  return ({ link: { send = "", sentAtUs }, code, clientAddress, nowUs }) => {
    const key = `${clientKey(clientAddress)} ${send}`;
    const before = last.get(key);
    const otherAtUs = before === undefined ? -Infinity : before.code === code ? before.otherAtUs : before.atUs;
    last.set(key, { code, atUs: nowUs, otherAtUs });
    const isFast = (atUs: number | undefined): boolean => atUs !== undefined && Math.abs(nowUs - atUs) < burstUs;
    return isFast(otherAtUs) || isFast(sentAtUs);
  };
}
