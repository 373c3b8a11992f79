import type { GoldOptions } from "./gold-options.ts";
import { orderParts } from "./order-parts.ts";

/**
 * Lines of touches that stay comparable for every order of a person. Impressions make one of their own. The last two hold
 * what stands as with every token ignored.
 */
const lines = ["own_proof", "partner_proof", "evidence", "direct", "view_through", "tokenless", "tokenless_view"] as const;

/** Touches of frequent buyers at the instant they become visible and orders at their own, by part and line; `kind` puts touches before orders of the same instant. */
export function orderSequenceSql({ dialect, rules }: GoldOptions): string {
  const line = "CASE WHEN is_tokenless THEN CASE WHEN tier = 'view_through' THEN 'tokenless_view' ELSE 'tokenless' END WHEN tier = 'proof' THEN CASE WHEN is_partner THEN 'partner_proof' ELSE 'own_proof' END ELSE tier END";
  const touch = (part: string, at: string, from: string): string =>
    `SELECT identity_id, '${part}' AS part, ${line} AS line, ${at} AS at_us, 0 AS kind, position AS touch_key, CAST(NULL AS ${dialect.type("string")}) AS order_id ${from}`;
  const isAsked = (each: string): boolean => (rules.viewThrough !== null || !each.includes("view")) && (rules.proofMode !== "off" || !each.startsWith("tokenless"));
  const asked = lines.filter(isAsked).map((each) => [each]);
  const orders = orderParts.orders.map(
    ({ part, at, from }) =>
      `SELECT identity_id, ${part}, lines.line, ${at}, 1, CAST(NULL AS ${dialect.type("bigint")}), order_id ${from.replace("asked", `asked CROSS JOIN ${dialect.textRows("lines", ["line"], asked)}`)}`,
  );
  const rows = [...orderParts.byVisibility.map(({ part, from }) => touch(part, "visible_from_us", from)), touch("claimed", "claimed_us", orderParts.claims), ...orders];
  return rows.map((row) => `  ${row}`).join("\n  UNION ALL\n");
}
