import { engineVersion, rulesHash } from "@liftproof/attribution";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { factAttributionCheckoutTable } from "../tables/gold-tables.ts";
import { askedSql } from "./asked-sql.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";
import { rankBase, ranks, rivalsSql, windowSql } from "./rivals-sql.ts";
import { walkedSql } from "./walked-sql.ts";

/**
 * Fills `lake.fact_attribution_checkout`.
 *
 * The orders of most buyers are joined with their touches, which costs least while there are few; those of frequent buyers are walked in
 * one pass (`walkedSql`), so that nobody costs more per row than a quiet one. Either gives pairs of an order and a touch, and one
 * rule judges them (`rivalsSql`): the greatest score by tier and position wins. Until the last join the pairs hold numbers only.
 */
export function winnersSql(options: GoldOptions): string {
  const { dialect, rules, watermarkUs } = options;
  const walked = walkedSql(options);
  const readsTokens = rules.proofMode !== "off";
  const joined = rivalsSql(options, { from: joinedPairsSql(options, `(
      SELECT event_id, identity_id, position, touch_ts_us, visible_from_us, claimed_us, tier, is_partner FROM ${dialect.table("int_touches")} WHERE position IS NOT NULL
    )`), isWhole: true, isTokenless: "FALSE" });
  const tokenless = readsTokens ? [rivalsSql(options, { from: joinedPairsSql(options, "tokenless"), isWhole: true, isTokenless: "TRUE" })] : [];
  const own = "COALESCE(told.channel, 'direct')";
  const withoutProof = readsTokens ? `CASE WHEN o.identity_id IN (${changedSql(options)}) THEN COALESCE(told.without_proof_channel, 'direct') ELSE ${own} END` : own;
  return insertInto(
    dialect,
    factAttributionCheckoutTable,
    `WITH ${[
      `asked AS (\n${askedSql(options)}\n)`,
      ...(readsTokens ? [`tokenless AS (\n${tokenlessSql(options)}\n)`] : []),
      ...walked.parts,
      `rivals AS (\n${[joined, ...tokenless, ...walked.rivals].join("\n  UNION ALL\n")}\n)`,
      `best AS (\n${bestSql(options)}\n)`,
      `told AS (\n${toldSql(options)}\n)`,
    ].join(",\n")}
SELECT o.order_id, o.identity_id, o.order_ts, o.value_minor, o.currency,
  ${own}, told.source, told.medium, told.campaign, COALESCE(told.proof_state, '') = 'proven', told.token_status, told.proof_state, told.event_id,
  ${dialect.timestampOf("told.touch_ts_us")}, ${dialect.quotient("o.order_ts_us - told.touch_ts_us", "1000000")},
  CASE told.winner_rank WHEN ${ranks.proof} THEN 'proof' WHEN ${ranks.evidence} THEN 'evidence' WHEN ${ranks.viewThrough} THEN 'view_through' WHEN ${ranks.direct} THEN 'direct' END,
  CASE told.winner_rank
    WHEN ${ranks.proof} THEN CASE WHEN told.last_evidence > told.winner_key THEN 'proof_over_recency' ELSE 'proof' END
    WHEN ${ranks.evidence} THEN 'last_non_direct'
    WHEN ${ranks.viewThrough} THEN 'view_through'
    WHEN ${ranks.direct} THEN 'only_direct'
    ELSE CASE WHEN told.entered > told.visible THEN 'only_rejected' ELSE 'no_touch' END END,
  told.runner_up_event_id, ${withoutProof}, COALESCE(told.visible, 0), COALESCE(told.entered - told.visible, 0),
  CASE WHEN o.order_ts_us <= ${integerLiteral(watermarkUs - rules.finalAfterUs)} THEN 'final' ELSE 'provisional' END,
  ${textLiteral(rulesHash(rules))}, ${textLiteral(engineVersion)}, ${textLiteral(rules.channelRulesVersion)}, ${dialect.timestampOf(integerLiteral(watermarkUs))}
FROM ${dialect.table("fact_orders")} AS o LEFT JOIN told ON told.order_id = o.order_id`,
  );
}

/** People of whom a run with proof turned off may say something else. */
function changedSql({ dialect }: GoldOptions): string {
  return `SELECT identity_id FROM ${dialect.table("int_touches")} WHERE open_touch_us IS NOT NULL`;
}

/** Their touches with labels of their own, ranked as that run would: no partner's proof window matters there. */
function tokenlessSql(options: GoldOptions): string {
  const open = (column: string, own: string): string => `CASE WHEN t.open_touch_us IS NULL THEN t.${own} ELSE t.${column} END AS ${own}`;
  return `  SELECT ranked.*, row_number() OVER (PARTITION BY identity_id ORDER BY touch_ts_us, received_ts_us, event_id) AS position
  FROM (
    SELECT t.event_id, t.identity_id, t.received_ts_us, ${open("open_touch_us", "touch_ts_us")}, ${open("open_visible_us", "visible_from_us")}, ${open("open_claimed_us", "claimed_us")},
      CASE WHEN t.tier = 'view_through' THEN t.tier ELSE 'evidence' END AS tier, FALSE AS is_partner, t.open_channel
    FROM ${options.dialect.table("int_touches")} AS t
    WHERE t.open_channel IS NOT NULL AND t.identity_id IN (${changedSql(options)})
  ) AS ranked`;
}

/** Every touch of the window of every order that few others stand beside. */
function joinedPairsSql({ rules }: GoldOptions, touches: string): string {
  return `FROM asked AS o
    JOIN ${touches} AS t ON t.identity_id = o.identity_id AND ${windowSql(rules)}
    WHERE NOT o.is_frequent`;
}

/** One row per order that any touch concerns: the two greatest scores, and what the reason and the other columns need. */
function bestSql({ dialect }: GoldOptions): string {
  const rank = (score: string): string => dialect.quotient(score, rankBase);
  const place = (score: string): string => `mod(${score}, ${rankBase})`;
  const bigint = dialect.type("bigint");
  return `  SELECT order_id, ${rank("winner")} AS winner_rank, ${place("winner")} AS winner_key, ${place("runner_up")} AS runner_up_key, ${place("tokenless")} AS without_proof_key, last_evidence, entered, visible
  FROM (
    SELECT order_id, ${dialect.itemAt("top", 1)} AS winner, ${dialect.itemAt("top", 2)} AS runner_up, tokenless, last_evidence, entered, visible
    FROM (
      SELECT order_id, MAX(score, 2) AS top, MAX(tokenless_score) AS tokenless, MAX(evidence_key) AS last_evidence, CAST(SUM(entered) AS ${bigint}) AS entered, CAST(SUM(visible) AS ${bigint}) AS visible
      FROM rivals GROUP BY order_id
    ) AS topped
  ) AS scored`;
}

/** The same rows with what their touches say. Each order names up to two touches, found in one join, and one more with every token ignored. */
function toldSql({ dialect, rules }: GoldOptions): string {
  const of = (role: string, column: string): string => `MAX(CASE WHEN role = '${role}' THEN t.${column} END)`;
  const winner = ["channel", "source", "medium", "campaign", "proof_state", "token_status", "event_id", "touch_ts_us"].map((column) => `${of("winner", column)} AS ${column}`);
  const kept = ["winner_rank", "winner_key", "last_evidence", "entered", "visible"];
  const readsTokens = rules.proofMode !== "off";
  return `  SELECT b.order_id, ${kept.map((column) => `MAX(b.${column}) AS ${column}`).join(", ")},
    ${winner.join(", ")},
    ${of("runner_up", "event_id")} AS runner_up_event_id${readsTokens ? ", MAX(w.open_channel) AS without_proof_channel" : ""}
  FROM (
    SELECT best.*, o.identity_id, role, CASE role WHEN 'winner' THEN winner_key ELSE runner_up_key END AS touch_key
    FROM best JOIN ${dialect.table("fact_orders")} AS o ON o.order_id = best.order_id
    CROSS JOIN ${dialect.textRows("roles", ["role"], [["winner"], ["runner_up"]])}
    WHERE role = 'winner' OR runner_up_key IS NOT NULL
  ) AS b
  LEFT JOIN ${dialect.table("int_touches")} AS t ON t.identity_id = b.identity_id AND t.position = b.touch_key
  ${readsTokens ? "LEFT JOIN tokenless AS w ON w.identity_id = b.identity_id AND w.position = b.without_proof_key\n  " : ""}GROUP BY b.order_id`;
}
