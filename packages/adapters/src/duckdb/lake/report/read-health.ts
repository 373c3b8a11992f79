import type { EpochMicros } from "@liftproof/events";
import type { ReportHealth, ReportReceipt } from "@liftproof/reporting";
import type { Lake } from "../open-lake.ts";

const lateAfterUs = 86_400_000_000;

/** What became of the lines received up to the watermark. Late is received more than a day after it happened. */
export async function readHealth(lake: Lake, watermarkUs: EpochMicros): Promise<ReportHealth> {
  const [events] = await lake.all(
    `SELECT count(*) AS events, count(*) FILTER (WHERE received_ts_us - event_ts_us > ${lateAfterUs}) AS late,
count(*) FILTER (WHERE labels['bot_ua'] = 'true' OR labels['webdriver'] = 'true') AS bots
FROM lake.events WHERE received_ts_us <= $1`,
    [watermarkUs],
  );
  const [duplicates] = await lake.all("SELECT count(*) AS lines, count(*) FILTER (WHERE conflict) AS conflicts FROM lake.duplicates WHERE received_ts_us <= $1", [watermarkUs]);
  const rejected = await lake.all("SELECT code, count(*) AS lines FROM lake.rejected WHERE received_ts_us <= $1 GROUP BY code ORDER BY code", [watermarkUs]);
  return {
    events: Number(events?.["events"]),
    late: Number(events?.["late"]),
    bots: Number(events?.["bots"]),
    receipt: await readReceipt(lake),
    duplicates: Number(duplicates?.["lines"]),
    conflicts: Number(duplicates?.["conflicts"]),
    rejected: Object.fromEntries(rejected.map((row) => [String(row["code"]), Number(row["lines"])])),
  };
}

/**
 * Touches that lost their own date, and orders that lost their touches by it.
 *
 * An order stands before its touches when one of its person happened in time, yet none was to be seen yet.
 */
async function readReceipt(lake: Lake): Promise<ReportReceipt> {
  const arrivalUs = "LEAST(e.event_ts_us + COALESCE(e.clock_skew_us, 0), e.received_ts_us)";
  const [touches] = await lake.all(
    `SELECT count(*) AS touches, count(*) FILTER (WHERE t.touch_ts_us = t.received_ts_us AND ${arrivalUs} < t.received_ts_us) AS redated
FROM lake.int_touches AS t JOIN lake.events AS e ON e.event_id = t.event_id`,
  );
  const [orders] = await lake.all(
    `SELECT count(*) AS orders, count(*) FILTER (WHERE first_touch.happened_us <= o.order_ts_us AND first_touch.visible_us > o.order_ts_us) AS early
FROM lake.fact_orders AS o LEFT JOIN (
  SELECT t.identity_id, MIN(${arrivalUs}) AS happened_us, MIN(t.visible_from_us) AS visible_us
  FROM lake.int_touches AS t JOIN lake.events AS e ON e.event_id = t.event_id GROUP BY t.identity_id
) AS first_touch ON first_touch.identity_id = o.identity_id`,
  );
  return {
    touches: Number(touches?.["touches"]),
    touchesRedated: Number(touches?.["redated"]),
    orders: Number(orders?.["orders"]),
    ordersBeforeTouches: Number(orders?.["early"]),
  };
}
