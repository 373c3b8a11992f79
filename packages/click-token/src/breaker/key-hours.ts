import { type KeyHour, hourUs } from "./key-hour.ts";
import type { TokenStatus } from "../token-status.ts";

/** One verdict as it was stored at arrival. */
export interface JudgedArrival {
  readonly status: TokenStatus;
  readonly keyId?: string | null;
  readonly receivedAtUs: number;
}

/**
 * Verdicts counted by key and hour of receipt, in the order of hours and then of keys (none first, then by number).
 * Counts of parts add up with {@link mergeKeyHours}.
 */
export function keyHours(arrivals: Iterable<JudgedArrival>): readonly KeyHour[] {
  const hours: KeyHour[] = [];
  for (const { status, keyId, receivedAtUs } of arrivals) {
    hours.push({ keyId: keyId ?? null, hourUs: Math.floor(receivedAtUs / hourUs) * hourUs, counts: { [status]: 1 } });
  }
  return mergeKeyHours(hours);
}

/** The same hours with the counts of equal key and hour added up. */
export function mergeKeyHours(hours: Iterable<KeyHour>): readonly KeyHour[] {
  const merged = new Map<string, { keyId: string | null; hourUs: number; counts: Partial<Record<TokenStatus, number>> }>();
  for (const hour of hours) {
    const place = `${hour.hourUs} ${hour.keyId ?? ""}`;
    const into = merged.get(place) ?? { keyId: hour.keyId, hourUs: hour.hourUs, counts: {} };
    for (const [status, count] of Object.entries(hour.counts) as [TokenStatus, number][]) {
      into.counts[status] = (into.counts[status] ?? 0) + count;
    }
    merged.set(place, into);
  }
  return [...merged.values()].sort((a, b) => a.hourUs - b.hourUs || Number(a.keyId ?? -1) - Number(b.keyId ?? -1));
}
