import type { AcceptOutcome } from "../accept-outcome.ts";
import type { EpochMicros } from "../epoch-micros.ts";
import { bronzeColumns } from "../silver-columns.ts";
import type { SilverRow } from "../silver-row.ts";

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
    return JSON.stringify({ v: 1, received_ts_us: receivedAtUs, rejected: { code, path, message }, raw: raw.replaceAll(loneSurrogate, "\ufffd") });
  }
  // Written piece by piece: building an object of thirty properties to stringify it costs twice the time.
  let row = "";
  for (const { field, label } of labels) row += label + jsonOf(outcome.row[field]);
  return `{"v":1,"received_ts_us":${receivedAtUs},"row":{${row}},"raw":${JSON.stringify(raw)}}`;
}

/** No bytes decode to one, so only text made in a program can hold it; readers of bronze refuse its escape, and a whole batch with it. */
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const labels = /* @__PURE__ */ bronzeColumns.map(({ field, column }, at) => ({ field, label: `${at === 0 ? "" : ","}"${column}":` }));

function jsonOf(value: SilverRow[keyof SilverRow]): string {
  if (value === null) return "null";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
