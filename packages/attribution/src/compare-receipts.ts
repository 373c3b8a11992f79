import type { EpochMicros } from "@liftproof/events";
import { compareCodePoints } from "@liftproof/events";
import { canonicalJson } from "./canonical-json.ts";

/** A row as it was received. */
export interface ReceivedRow {
  readonly receivedTsUs: EpochMicros;
  readonly eventId: string;
}

/**
 * Which of two rows came first: by receipt, then event id, then their text, so that two rows of one event that contradict each
 * other are the same choice in whatever order they are given. The text is made only where all else is equal.
 */
export function compareReceipts(a: ReceivedRow, b: ReceivedRow): number {
  if (a.receivedTsUs !== b.receivedTsUs) return a.receivedTsUs - b.receivedTsUs;
  if (a.eventId !== b.eventId) return compareCodePoints(a.eventId, b.eventId);
  return a === b ? 0 : compareCodePoints(canonicalJson(a), canonicalJson(b));
}
