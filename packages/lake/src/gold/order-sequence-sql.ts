import type { GoldOptions } from "./gold-options.ts";
import { orderParts } from "./order-parts.ts";

/**
 * Lines of touches that stay comparable for every order of a person. Impressions make one of their own. The last two hold
 * what stands as with every token ignored.
 */
const lines = ["own_proof", "partner_proof", "evidence", "direct", "view_through", "tokenless", "tokenless_view"] as const;

/** Touches of frequent buyers at the instant they become visible and orders at their own, by part and line; `kind` puts touches before orders of the same instant. */
export function orderSequenceSql({ dialect, rules }: GoldOptions): string {
  const line = "CASE WHEN tier = 'proof' THEN CASE WHEN is_partner THEN 'partner_proof' ELSE 'own_proof' END ELSE tier END";
  const touch = (part: string, at: string, from: string): string =>
    `SELECT identity_id, '${part}' AS part, ${line} AS line, ${at} AS at_us, 0 AS kind, position AS touch_key, CAST(NULL AS ${dialect.type("string")}) AS order_id ${from}`;
  const isAsked = (each: string): boolean => (rules.viewThrough !== null || !each.includes("view")) && (rules.proofMode !== "off" || !each.startsWith("tokenless"));
  const asked = lines.filter(isAsked).map((each) => [each]);
  const orders = orderParts.orders.map(
    ({ part, at, from }) =>
      `SELECT identity_id, ${part}, lines.line, ${at}, 1, CAST(NULL AS ${dialect.type("bigint")}), order_id ${from.replace("asked", `asked CROSS JOIN ${dialect.textRows("lines", ["line"], asked)}`)}`,
  );
  const tokenless = `SELECT identity_id, parts.part, CASE WHEN tier = 'view_through' THEN 'tokenless_view' ELSE 'tokenless' END, CASE parts.part WHEN 'claimed' THEN claimed_us ELSE visible_from_us END, 0, position, CAST(NULL AS ${dialect.type("string")})
  FROM busy_tokenless CROSS JOIN ${dialect.textRows("parts", ["part"], [["open"], ["free"], ["claimed"]])}
  WHERE CASE parts.part WHEN 'open' THEN has_open = 1 WHEN 'free' THEN has_guarded = 1 AND claimed_us IS NULL ELSE has_guarded = 1 AND claimed_us IS NOT NULL END`;
  const rows = [...orderParts.byVisibility.map(({ part, from }) => touch(part, "visible_from_us", from)), touch("claimed", "claimed_us", orderParts.claims), ...(rules.proofMode === "off" ? [] : [tokenless]), ...orders];
  return rows.map((row) => `  ${row}`).join("\n  UNION ALL\n");
}
