import { integerLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";

/** Before every instant that a bigint column holds. */
const everUs = "-9007199254740991";
/** Buyers with more orders than this are walked; up to it a join costs less than the windows of a walk. */
const joinedOrders = 32;

/**
 * The orders with the ends of their windows: from `opens_us` for touches and `views_from_us` for impressions, up to the order.
 *
 * `order_place` counts the orders of a buyer, and `is_frequent` says that a join of them with all touches would cost too much.
 */
export function askedSql({ dialect, rules, walkAbove = joinedOrders }: GoldOptions): string {
  const spent = rules.resetAtOrder
    ? `,
      LAG(order_ts_us) OVER (PARTITION BY identity_id ORDER BY order_ts_us, order_id) AS spent_until_us, row_number() OVER (PARTITION BY identity_id ORDER BY order_ts_us, order_id) AS order_place`
    : "";
  const from = (lookbackUs: number | null): string => {
    const oldest = lookbackUs === null ? everUs : `order_ts_us - ${integerLiteral(lookbackUs)}`;
    return rules.resetAtOrder ? `GREATEST(${oldest}, COALESCE(spent_until_us + 1, ${everUs}))` : oldest;
  };
  const views = rules.viewThrough === null ? "" : `, ${from(rules.viewThrough.lookbackUs)} AS views_from_us`;
  return `  SELECT order_id, event_id, identity_id, order_ts_us, checkout_started_us, value_minor,${rules.resetAtOrder ? " order_place," : ""}
    ${from(rules.lookbackUs)} AS opens_us${views}, orders > ${integerLiteral(walkAbove)} AS is_frequent
  FROM (
    SELECT order_id, event_id, identity_id, order_ts_us, checkout_started_us, value_minor, count(*) OVER (PARTITION BY identity_id) AS orders${spent}
    FROM ${dialect.table("fact_orders")}
  ) AS counted`;
}
