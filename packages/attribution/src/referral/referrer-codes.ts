import { compareCodePoints } from "@liftproof/events";
import type { EpochMicros, SilverRow } from "@liftproof/events";
import { compareReceipts } from "../compare-receipts.ts";

/** A row and the person it belongs to. */
export interface OwnedEvent {
  readonly row: SilverRow;
  readonly identityId: string;
}

/** Whose each referrer code is: that of the first received `referral.invited` with it, ties by event id, then by what the rows say. */
export function referrerCodes(rows: Iterable<OwnedEvent>, watermarkUs: EpochMicros): ReadonlyMap<string, string> {
  const first = new Map<string, OwnedEvent>();
  for (const owned of rows) {
    const code = owned.row.payload["referrer_code"];
    if (owned.row.eventName !== "referral.invited" || code === undefined || owned.row.receivedTsUs > watermarkUs) continue;
    const known = first.get(code);
    if (known === undefined || compareOwned(owned, known) < 0) first.set(code, owned);
  }
  return new Map([...first].map(([code, { identityId }]) => [code, identityId]));
}

function compareOwned(a: OwnedEvent, b: OwnedEvent): number {
  return compareReceipts(a.row, b.row) || (a.identityId === b.identityId ? 0 : compareCodePoints(a.identityId, b.identityId));
}
