import type { AttributionRules } from "@liftproof/attribution";
import { microsPerDay } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";

/** How long after a run's watermark events of before it are still looked for, beside the delay that the rules allow. */
const lateUs = 7 * microsPerDay;

/** What an incremental job reads and computes anew. */
export interface JobWindow {
  /** Orders from then on are computed anew; older ones are carried over from the run before. */
  readonly ordersFromUs: EpochMicros;
  /** Events from then on are read. */
  readonly eventsFromUs: EpochMicros;
}

/**
 * The window of a job that goes on from a run, whose facts about older orders are final; `null` where no window will do, because the rules look
 * back without end.
 *
 * @param sinceUs - How far the run before read.
 */
export function jobWindow({ lookbackUs, finalAfterUs, maxReceiptDelayUs, viewThrough }: AttributionRules, sinceUs: EpochMicros): JobWindow | null {
  if (lookbackUs === null) return null;
  const ordersFromUs = Math.max(0, sinceUs - finalAfterUs - lateUs);
  return { ordersFromUs, eventsFromUs: Math.max(0, ordersFromUs - Math.max(lookbackUs, viewThrough?.lookbackUs ?? 0) - maxReceiptDelayUs - microsPerDay) };
}
