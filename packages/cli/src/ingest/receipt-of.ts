import { parseInstant } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";

/** A line on its way to `accept`, and when it was received. */
export interface Receipt {
  readonly receivedAtUs: EpochMicros;
  /** The event without the fields that only say when it was received: they are no part of an event. */
  readonly event: string;
}

/** Where a time of receipt comes from when the line does not say. */
export interface ReceiptRule {
  /** One instant for every line. Absent: each line's own. */
  readonly receivedAtUs?: EpochMicros;
  /** For a line without any instant, which will be rejected but is kept. */
  readonly otherwiseUs: EpochMicros;
}

/**
 * When a line was received: as told for all lines, else its `received_ts_us` or `received_at`, else the instant of its event.
 *
 * The present would be wrong: rules date a touch by its receipt when it claims to be much older, so a year's events loaded
 * today would all move behind their orders.
 */
export function receiptOf(line: string, rule: ReceiptRule): Receipt {
  const event = line.includes('"received_') || rule.receivedAtUs === undefined ? objectOf(line) : undefined;
  if (event === undefined) return { receivedAtUs: rule.receivedAtUs ?? rule.otherwiseUs, event: line };
  const { received_ts_us: micros, received_at: text, ...rest } = event;
  const own = instant(micros, text) ?? instant(event["event_ts_us"], event["event_ts"]) ?? rule.otherwiseUs;
  const says = micros !== undefined || text !== undefined;
  // A number past the range of doubles would be written back as null: such a line is left for `accept` to reject.
  const writable = says && !/\d[eE]\+?\d{3}/u.test(line);
  return { receivedAtUs: rule.receivedAtUs ?? own, event: writable ? JSON.stringify(rest) : line };
}

function instant(micros: unknown, text: unknown): EpochMicros | undefined {
  const found = typeof micros === "number" ? micros : typeof text === "string" ? parseInstant(text) : null;
  return found !== null && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
