import { arrivalOf, identityJoin, isBot } from "../gold/event-expressions.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import type { MartOptions } from "./mart.ts";

/** Which events a query reads, and what it takes of them beside who sent them when. */
export interface Reported {
  readonly names: readonly string[];
  /** Further columns, as SQL over event `e`. */
  readonly columns?: readonly string[];
  /** Further events, as a condition over event `e`. */
  readonly or?: string;
}

/** The instant in a report at which something happened, on the sender's corrected clock; earlier receipts first where that is equal. */
export const inTime = "at_us, received_ts_us, event_id";
/** The order of receipt, by which the first report of a thing counts. */
export const inReceipt = "received_ts_us, event_id";

/** The browser or device that sent event `e`. */
const visitor = "CASE WHEN e.anon_id IS NULL THEN 'u:' || e.user_id ELSE 'a:' || e.anon_id END AS visitor_id";

/**
 * The events of some names received up to the watermark: event_id, event_name, identity_id, visitor_id, session_id, at_us, received_ts_us,
 * bot and what else was asked for.
 */
export function reportedSql({ dialect, watermarkUs }: MartOptions, { names, columns = [], or }: Reported): string {
  const { joins, identity } = identityJoin(dialect);
  const named = `e.event_name IN (${names.map(textLiteral).join(", ")})`;
  const further = columns.map((column) => `,\n    ${column}`).join("");
  return `SELECT e.event_id, e.event_name, ${identity} AS identity_id, ${visitor}, e.session_id, ${arrivalOf} AS at_us, e.received_ts_us, ${isBot(dialect)} AS bot${further}
  FROM ${dialect.table("events")} AS e
${joins}
  WHERE ${or === undefined ? named : `(${named} OR ${or})`} AND e.received_ts_us <= ${integerLiteral(watermarkUs)}`;
}

/** A payload field of event `e` as a column. */
export function payloadColumn({ dialect }: MartOptions, key: string): string {
  return `${dialect.mapGet("e.payload", key)} AS ${key}`;
}

/** A payload field of event `e` as a column of whole numbers. */
export function wholeColumn({ dialect }: MartOptions, key: string): string {
  return `${dialect.integerOf(dialect.mapGet("e.payload", key))} AS ${key}`;
}
