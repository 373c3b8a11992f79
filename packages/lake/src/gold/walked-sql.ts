import type { GoldOptions } from "./gold-options.ts";
import { orderSequenceSql } from "./order-sequence-sql.ts";
import { countedSql } from "./order-tally-sql.ts";
import { rivalsSql, windowSql } from "./rivals-sql.ts";
import { soFar } from "./so-far.ts";

/** How many of the greatest keys are kept per line: the winner, the runner-up, and one for the order's own event. */
const depth = 3;

/**
 * The statements' parts that find the rivals of frequent buyers' orders without joining all touches with all orders, and the names of
 * those parts that hold rivals.
 *
 * Where orders spend what lies before them, each touch belongs to the first order after it, and a join by its number finds the pairs. Else
 * touches and orders stand in one sequence: a touch at the instant it becomes visible, an order at its own. Running maxima per line of touches
 * that stay comparable, with what each new maximum displaced, keep the three greatest; no others can win. So one busy person costs no
 * more per row than a quiet one.
 */
export function walkedSql(options: GoldOptions): { readonly parts: readonly string[]; readonly rivals: readonly string[] } {
  const { rules } = options;
  const readsTokens = rules.proofMode !== "off";
  const busy = [`busy AS (\n${busySql(options, dialectTouches(options))}\n)`, ...(readsTokens ? [`busy_tokenless AS (\n${busySql(options, tokenlessTouches)}\n)`] : [])];
  if (rules.resetAtOrder) {
    const from = `FROM asked AS o JOIN numbered AS t ON t.identity_id = o.identity_id AND t.order_place = o.order_place WHERE o.is_frequent AND ${windowSql(rules)}`;
    return { parts: [...busy, `numbered AS (\n${numberedSql(options)}\n)`], rivals: [rivalsSql(options, { from, isWhole: true, isTokenless: "t.is_tokenless" })] };
  }
  const from = `FROM kept JOIN asked AS o ON o.order_id = kept.order_id JOIN ${everyBusy(options)} AS t ON t.identity_id = o.identity_id AND t.position = kept.touch_key AND t.is_tokenless = kept.is_tokenless WHERE ${windowSql(rules)}`;
  return {
    parts: [
      ...busy,
      `sequence AS (\n${orderSequenceSql(options)}\n)`,
      `first_keys AS (\n${maximumSql("sequence", 1)}\n)`,
      `second_keys AS (\n${maximumSql("first_keys", 2)}\n)`,
      `third_keys AS (\n${maximumSql("second_keys", 3)}\n)`,
      `kept AS (\n${keptSql(options)}\n)`,
    ],
    rivals: [rivalsSql(options, { from, isWhole: false, isTokenless: "t.is_tokenless" }), countedSql(options)],
  };
}

interface Touches {
  readonly from: string;
  readonly isPartner: string;
  readonly isTokenless: string;
}

const tokenlessTouches: Touches = { from: "tokenless", isPartner: "FALSE", isTokenless: "TRUE" };

function dialectTouches({ dialect }: GoldOptions): Touches {
  return { from: dialect.table("int_touches"), isPartner: "t.is_partner", isTokenless: "FALSE" };
}

/** Touches that some order of a frequent buyer can reach. */
function busySql({ rules }: GoldOptions, { from, isPartner, isTokenless }: Touches): string {
  const has = (condition: string): string => `MAX(CASE WHEN checkout_started_us ${condition} THEN 1 ELSE 0 END)`;
  const first = rules.viewThrough === null ? "MIN(opens_us)" : "LEAST(MIN(opens_us), MIN(views_from_us))";
  return `  SELECT t.event_id, t.identity_id, t.position, t.touch_ts_us, t.visible_from_us, t.claimed_us, t.tier, ${isPartner} AS is_partner, ${isTokenless} AS is_tokenless, b.has_open, b.has_guarded
  FROM ${from} AS t
  JOIN (
    SELECT identity_id, ${first} AS first_us, MAX(order_ts_us) AS last_us, ${has("IS NULL")} AS has_open, ${has("IS NOT NULL")} AS has_guarded FROM asked WHERE is_frequent GROUP BY identity_id
  ) AS b ON b.identity_id = t.identity_id
  WHERE t.position IS NOT NULL AND t.touch_ts_us <= b.last_us AND t.touch_ts_us >= b.first_us`;
}

function everyBusy({ rules }: GoldOptions): string {
  return rules.proofMode === "off" ? "busy" : "(SELECT * FROM busy UNION ALL SELECT * FROM busy_tokenless)";
}

/** Each touch with the place of the first order at or after its instant. */
function numberedSql(options: GoldOptions): string {
  const { rules } = options;
  const orders = (isTokenless: string): string => `SELECT NULL, identity_id, NULL, order_ts_us, NULL, NULL, NULL, NULL, ${isTokenless}, 1 FROM asked WHERE is_frequent`;
  const worlds = rules.proofMode === "off" ? ["FALSE"] : ["FALSE", "TRUE"];
  return `  SELECT * FROM (
    SELECT mixed.*, 1 + SUM(kind) OVER (PARTITION BY identity_id, is_tokenless ORDER BY touch_ts_us, kind ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS order_place
    FROM (
      SELECT event_id, identity_id, position, touch_ts_us, visible_from_us, claimed_us, tier, is_partner, is_tokenless, 0 AS kind FROM ${everyBusy(options)} AS reached
      UNION ALL
      ${worlds.map(orders).join("\n      UNION ALL\n      ")}
    ) AS mixed
  ) AS placed
  WHERE kind = 0`;
}

const before = soFar.replace("CURRENT ROW", "1 PRECEDING");

/** Adds the running maximum of one level, and what this row displaces from it for the next: the lesser of its key and the maximum before it. */
function maximumSql(from: string, level: number): string {
  const key = level === 1 ? "touch_key" : `displaced_${level - 1}`;
  const maximum = `MAX(${key}) ${soFar} AS key_${level}`;
  const previous = `MAX(${key}) ${before}`;
  const displaced = level === depth ? "" : `, CASE WHEN ${key} IS NOT NULL AND ${previous} IS NOT NULL THEN LEAST(${key}, ${previous}) END AS displaced_${level}`;
  return `  SELECT ${from}.*, ${maximum}${displaced} FROM ${from}`;
}

/** One row per order and kept key. */
function keptSql({ dialect }: GoldOptions): string {
  const levels = Array.from({ length: depth }, (_, at) => `${at + 1}`);
  const key = `CASE level ${levels.map((level) => `WHEN '${level}' THEN key_${level}`).join(" ")} END`;
  return `  SELECT DISTINCT order_id, touch_key, is_tokenless
  FROM (
    SELECT third_keys.order_id, line IN ('tokenless', 'tokenless_view') AS is_tokenless, ${key} AS touch_key FROM third_keys CROSS JOIN ${dialect.textRows("levels", ["level"], levels.map((level) => [level]))} WHERE kind = 1
  ) AS listed
  WHERE touch_key IS NOT NULL`;
}
