import { inReceipt } from "./reported-sql.ts";

/**
 * The first received report of each kind about one thing: rows of `reported` with `place`, 1 for the first of its thing and event name, and
 * `rank`, 1 for the first of its thing.
 */
export function firstReportsSql(id: string, reported: string): string {
  return `SELECT reported.*, row_number() OVER (PARTITION BY ${id}, event_name ORDER BY ${inReceipt}) AS place, row_number() OVER (PARTITION BY ${id} ORDER BY ${inReceipt}) AS rank
  FROM (
  ${reported}
  ) AS reported
  WHERE ${id} IS NOT NULL`;
}

/** A column of the first received report of one event name, over rows grouped by the thing. */
export function ofFirst(eventName: string, column: string): string {
  return `MAX(CASE WHEN event_name = '${eventName}' AND place = 1 THEN ${column} END)`;
}

/** A column of the first received report of any name, over rows grouped by the thing. */
export function ofAny(column: string): string {
  return `MAX(CASE WHEN rank = 1 THEN ${column} END)`;
}
