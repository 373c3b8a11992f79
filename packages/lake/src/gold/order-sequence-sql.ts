import type { GoldOptions } from "./gold-options.ts";
import { orderParts } from "./order-parts.ts";

/**
 * Lines of touches that stay comparable for every order of a person. Impressions make one of their own. The last one holds every click with
 * labels of its own, and answers who would have won without tokens.
 */
const lines = ["own_proof", "partner_proof", "evidence", "direct", "view_through", "without_proof"] as const;

/** Touches of frequent buyers at the instant they become visible and orders at their own, by part and line; `kind` puts touches before orders of the same instant. */
export function orderSequenceSql({ dialect, rules }: GoldOptions): string {
  const line = "CASE WHEN tier = 'proof' THEN CASE WHEN is_partner THEN 'partner_proof' ELSE 'own_proof' END ELSE tier END";
  const touch = (part: string, at: string, from: string): readonly string[] => {
    const row = (named: string): string => `SELECT identity_id, '${part}' AS part, ${named} AS line, ${at} AS at_us, 0 AS kind, position AS touch_key, CAST(NULL AS ${dialect.type("string")}) AS order_id ${from}`;
    return [row(line), `${row("'without_proof'")} AND is_labeled AND tier <> 'view_through'`];
  };
  const asked = lines.filter((each) => each !== "view_through" || rules.viewThrough !== null).map((each) => [each]);
  const orders = orderParts.orders.map(
    ({ part, at, from }) =>
      `SELECT identity_id, ${part}, lines.line, ${at}, 1, CAST(NULL AS ${dialect.type("bigint")}), order_id ${from.replace("asked", `asked CROSS JOIN ${dialect.textRows("lines", ["line"], asked)}`)}`,
  );
  const rows = [...orderParts.byVisibility.flatMap(({ part, from }) => touch(part, "visible_from_us", from)), ...touch("claimed", "claimed_us", orderParts.claims), ...orders];
  return rows.map((row) => `  ${row}`).join("\n  UNION ALL\n");
}
