import type { EpochMicros } from "@liftproof/events";

/**
 * A key whose tokens are not believed for a while: it leaked, say, and whoever found it could mint and back-date. The
 * time of receipt decides, for it alone cannot be forged.
 */
export interface DistrustedKey {
  readonly keyId: string;
  /** First and last receipt that is not believed, both inclusive; `null` leaves that end open. */
  readonly fromUs: EpochMicros | null;
  readonly toUs: EpochMicros | null;
}

/** @throws RangeError when the instants are not whole or end before they begin. */
export function requireDistrusted({ keyId, fromUs, toUs }: DistrustedKey): void {
  for (const instant of [fromUs, toUs]) {
    if (instant !== null && !Number.isSafeInteger(instant)) throw new RangeError(`distrust: expected whole microseconds for key ${keyId}, got ${instant}`);
  }
  if (fromUs !== null && toUs !== null && toUs < fromUs) throw new RangeError(`distrust: expected an end not before the beginning for key ${keyId}`);
}

/** Whether a token of this key, received then, is not to be believed. */
export function isDistrusted(distrust: readonly DistrustedKey[], keyId: string, receivedTsUs: EpochMicros): boolean {
  return distrust.some((entry) => entry.keyId === keyId && receivedTsUs >= (entry.fromUs ?? -Infinity) && receivedTsUs <= (entry.toUs ?? Infinity));
}
