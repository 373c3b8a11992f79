import type { Dialect } from "../dialects/dialect.ts";

/**
 * The parts in which orders are asked.
 *
 * Orders whose checkout is not known are asked in part `open`, of all touches. The others are asked twice: in part `free`, of
 * what may come at any time, and in part `claimed`, where claims stand at the instant they came and the order at the start of
 * its checkout. A touch is told only in the parts that somebody asks.
 */
export const orderParts = {
  byVisibility: [
    { part: "open", from: "FROM keyed WHERE has_open = 1" },
    { part: "free", from: "FROM keyed WHERE has_guarded = 1 AND claimed_us IS NULL" },
  ],
  claims: "FROM keyed WHERE has_guarded = 1 AND claimed_us IS NOT NULL",
  orders: (dialect: Dialect, columns: string): readonly string[] => {
    const orders = dialect.table("fact_orders");
    return [
      `SELECT identity_id, CASE WHEN checkout_started_us IS NULL THEN 'open' ELSE 'free' END, order_ts_us, 1, ${columns}, order_id FROM ${orders}`,
      `SELECT identity_id, 'claimed', checkout_started_us, 1, ${columns}, order_id FROM ${orders} WHERE checkout_started_us IS NOT NULL`,
    ];
  },
} as const;
