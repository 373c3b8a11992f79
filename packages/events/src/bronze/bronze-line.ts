import type { AcceptOutcome } from "../accept-outcome.ts";
import type { EpochMicros } from "../epoch-micros.ts";
import { bronzeColumns } from "../silver-columns.ts";

/** What stands beside the outcome in a bronze line. */
export interface BronzeReceipt {
  readonly receivedAtUs: EpochMicros;
  /** The line exactly as received. */
  readonly raw: string;
}

/**
 * One line of bronze, without a newline: the row by column names, or the rejection, and the line as it came.
 *
 * A function of its arguments to the byte, so that a retried write is the same object.
 */
export function bronzeLine(outcome: AcceptOutcome, { receivedAtUs, raw }: BronzeReceipt): string {
  if (outcome.kind === "rejected") {
    const { code, path, message } = outcome.rejection;
    return JSON.stringify({ v: 1, received_ts_us: receivedAtUs, rejected: { code, path, message }, raw });
  }
  const row: Record<string, unknown> = {};
  for (const { field, column } of bronzeColumns) row[column] = outcome.row[field];
  return JSON.stringify({ v: 1, received_ts_us: receivedAtUs, row, raw });
}
