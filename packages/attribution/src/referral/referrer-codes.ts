import type { EpochMicros, SilverRow } from "@liftproof/events";
import { compareCodePoints } from "@liftproof/events";

/** A row and the person it belongs to. */
export interface OwnedEvent {
  readonly row: SilverRow;
  readonly identityId: string;
}

/** Whose each referrer code is: that of the first received `referral.invited` with it, ties by event id. */
export function referrerCodes(rows: Iterable<OwnedEvent>, watermarkUs: EpochMicros): ReadonlyMap<string, string> {
  const first = new Map<string, OwnedEvent>();
  for (const owned of rows) {
    const code = owned.row.payload["referrer_code"];
    if (owned.row.eventName !== "referral.invited" || code === undefined || owned.row.receivedTsUs > watermarkUs) continue;
    const known = first.get(code);
    if (known === undefined || comesFirst(owned.row, known.row)) first.set(code, owned);
  }
  return new Map([...first].map(([code, { identityId }]) => [code, identityId]));
}

function comesFirst(a: SilverRow, b: SilverRow): boolean {
  return a.receivedTsUs !== b.receivedTsUs ? a.receivedTsUs < b.receivedTsUs : compareCodePoints(a.eventId, b.eventId) < 0;
}
