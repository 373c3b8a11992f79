/**
 * The parts in which orders of frequent buyers are asked.
 *
 * Orders whose checkout is not known are asked in part `open`, of all touches. The others are asked twice: in part `free`, of
 * what may come at any time, and in part `claimed`, where claims stand at the instant they came and the order at the start of
 * its checkout. A touch is told only in the parts that somebody asks.
 */
export const orderParts = {
  byVisibility: [
    { part: "open", from: "FROM busy WHERE has_open = 1" },
    { part: "free", from: "FROM busy WHERE has_guarded = 1 AND claimed_us IS NULL" },
  ],
  claims: "FROM busy WHERE has_guarded = 1 AND claimed_us IS NOT NULL",
  orders: [
    { part: "CASE WHEN checkout_started_us IS NULL THEN 'open' ELSE 'free' END", at: "order_ts_us", from: "FROM asked WHERE is_frequent" },
    { part: "'claimed'", at: "checkout_started_us", from: "FROM asked WHERE is_frequent AND checkout_started_us IS NOT NULL" },
  ],
} as const;
