import { compareReceipts } from "./compare-receipts.ts";
import type { Touch } from "./touch.ts";

/** Each event once, at its first receipt; two of one receipt by their content. */
export function firstReceipts(touches: Iterable<Touch>): Iterable<Touch> {
  const first = new Map<string, Touch>();
  for (const touch of touches) {
    const known = first.get(touch.eventId);
    if (known === undefined || compareReceipts(touch, known) < 0) first.set(touch.eventId, touch);
  }
  return first.values();
}
