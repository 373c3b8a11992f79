import type { EpochMicros, SilverRow } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";

/** When an event happened, and whether its own clock was not believed. */
export interface Arrival {
  readonly arrivalTsUs: EpochMicros;
  readonly clamped: boolean;
}

/** The client's instant after clock correction, never later than receipt; receipt where it lies too far back to be believed. */
export function arrivalOf(row: SilverRow, { maxReceiptDelayUs }: AttributionRules): Arrival {
  const clientTsUs = Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs);
  const clamped = row.receivedTsUs - clientTsUs > maxReceiptDelayUs;
  return { arrivalTsUs: clamped ? row.receivedTsUs : clientTsUs, clamped };
}
