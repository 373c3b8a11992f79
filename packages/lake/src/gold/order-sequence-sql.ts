import type { GoldOptions } from "./gold-options.ts";
import { orderParts } from "./order-parts.ts";

/** Touches at the instant they become visible and orders at their own, by part; `kind` puts touches before orders of the same instant. */
export function orderSequenceSql({ dialect }: GoldOptions): string {
  const noText = `CAST(NULL AS ${dialect.type("string")})`;
  const touch = (part: string, at: string, from: string): string =>
    `SELECT identity_id, '${part}' AS part, ${at} AS at_us, 0 AS kind, touch_key, line, open_channel IS NOT NULL AS is_open, ${noText} AS order_id ${from}`;
  const rows = [
    ...orderParts.byVisibility.map(({ part, from }) => touch(part, "visible_from_us", from)),
    touch("claimed", "claimed_us", orderParts.claims),
    ...orderParts.orders(dialect, `CAST(NULL AS ${dialect.type("bigint")}), ${noText}, FALSE`),
  ];
  return rows.map((row) => `  ${row}`).join("\n  UNION ALL\n");
}
