import type { TokenStatus } from "../token-status.ts";

/** Verdicts of one UTC hour of receipt on tokens that name one key. */
export interface KeyHour {
  /** Key of the ring that the tokens named; null counts the tokens that named none: missing, malformed, unknown key. */
  readonly keyId: string | null;
  /** Start of the hour, epoch microseconds. */
  readonly hourUs: number;
  /** How many tokens got each verdict; a verdict that is absent was not given. */
  readonly counts: Readonly<Partial<Record<TokenStatus, number>>>;
}

/** Microseconds in an hour. */
export const hourUs = 3_600_000_000;
