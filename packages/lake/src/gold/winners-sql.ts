import { checkoutVisitUs, engineVersion, rulesHash } from "@liftproof/attribution";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { factAttributionCheckoutTable } from "../tables/gold-tables.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";
import { orderSequenceSql } from "./order-sequence-sql.ts";
import { orderTallySql } from "./order-tally-sql.ts";
import { soFar } from "./so-far.ts";

/**
 * Lines of touches that stay comparable for every order of an identity. The last one holds every touch with labels of its own,
 * and answers who would have won without tokens.
 */
const lines = ["own_proof", "partner_proof", "evidence", "direct", "without_proof"] as const;
/** How many of the greatest keys are kept per line: the winner, the runner-up, and one for the order's own event. */
const depth = 3;
/** Above every position; a score is tier * this + position. */
const tierBase = "1000000000000";

/**
 * Fills `lake.fact_attribution_checkout` in one pass per identity.
 *
 * Touches and orders of an identity are put in one sequence: a touch at the instant it becomes visible, an order at its own.
 * Running maxima per line, with what each new maximum displaced, keep the three greatest; at each order those too old or made by
 * the order itself fall out, and the greatest score of the rest wins. No join of orders with touches, so one busy identity costs
 * no more per row than a quiet one.
 *
 * @throws RangeError for rules that only TypeScript carries out: `resetAtOrder` and `viewThrough`.
 */
export function winnersSql(options: GoldOptions): string {
  const { dialect, rules, watermarkUs } = options;
  if (rules.resetAtOrder) throw new RangeError("resetAtOrder: expected false for the lake, got true; use attributeOrders for it");
  if (rules.viewThrough !== null) throw new RangeError("viewThrough: expected null for the lake, got rules for impressions; use attributeOrders for them");
  return insertInto(
    dialect,
    factAttributionCheckoutTable,
    `WITH ${[
      `buyers AS (\n${buyersSql(options)}\n)`,
      `keyed AS (\n${keyedSql(options)}\n)`,
      `sequence AS (\n${orderSequenceSql(options)}\n)`,
      `first_keys AS (\n${maximaSql("sequence", 1)}\n)`,
      `second_keys AS (\n${maximaSql("first_keys", 2)}\n)`,
      `third_keys AS (\n${maximaSql("second_keys", 3)}\n)`,
      `ordered AS (\n${orderedSql(options)}\n)`,
      `tally AS (\n${orderTallySql(options)}\n)`,
      `counted AS (\n${countedSql(options)}\n)`,
      `scores AS (\n${scoresSql(options)}\n)`,
      `best AS (\n${bestSql()}\n)`,
    ].join(",\n")}
SELECT o.order_id, o.identity_id, o.order_ts, o.value_minor, o.currency,
  COALESCE(w.channel, 'direct'), w.source, w.medium, w.campaign, COALESCE(w.proof_state, '') = 'proven', w.token_status, w.proof_state, w.event_id,
  ${dialect.timestampOf("w.touch_ts_us")}, ${dialect.quotient("o.order_ts_us - w.touch_ts_us", "1000000")},
  CASE WHEN w.event_id IS NULL THEN NULL WHEN best.winner_tier = 2 THEN 'proof' WHEN best.winner_tier = 1 THEN 'evidence' ELSE 'direct' END,
  CASE
    WHEN w.event_id IS NULL THEN CASE WHEN counted.in_window - counted.candidates > 0 THEN 'only_rejected' ELSE 'no_touch' END
    WHEN best.winner_tier = 2 THEN CASE WHEN best.last_evidence > best.winner_key THEN 'proof_over_recency' ELSE 'proof' END
    WHEN best.winner_tier = 1 THEN 'last_non_direct'
    ELSE 'only_direct' END,
  r.event_id, COALESCE(p.open_channel, 'direct'), counted.candidates, counted.in_window - counted.candidates,
  CASE WHEN o.order_ts_us <= ${integerLiteral(watermarkUs - rules.finalAfterUs)} THEN 'final' ELSE 'provisional' END,
  ${textLiteral(rulesHash(rules))}, ${textLiteral(engineVersion)}, ${textLiteral(rules.channelRulesVersion)}, ${dialect.timestampOf(integerLiteral(watermarkUs))}
FROM ${dialect.table("fact_orders")} AS o
JOIN counted ON counted.order_id = o.order_id
LEFT JOIN best ON best.order_id = o.order_id
LEFT JOIN keyed AS w ON w.identity_id = o.identity_id AND w.touch_key = best.winner_key
LEFT JOIN keyed AS r ON r.identity_id = o.identity_id AND r.touch_key = best.runner_up_key
LEFT JOIN keyed AS p ON p.identity_id = o.identity_id AND p.touch_key = best.without_proof_key`,
  );
}

function buyersSql({ dialect }: GoldOptions): string {
  const has = (condition: string): string => `MAX(CASE WHEN checkout_started_us ${condition} THEN 1 ELSE 0 END)`;
  return `  SELECT identity_id, MIN(order_ts_us) AS first_us, MAX(order_ts_us) AS last_us, ${has("IS NULL")} AS has_open, ${has("IS NOT NULL")} AS has_guarded
  FROM ${dialect.table("fact_orders")} GROUP BY identity_id`;
}

/** Touches that some order of their identity can reach, with their key and line. */
function keyedSql({ dialect, rules }: GoldOptions): string {
  const reach = rules.lookbackUs === null ? "" : ` AND t.touch_ts_us >= b.first_us - ${integerLiteral(rules.lookbackUs)}`;
  return `  SELECT t.*, b.has_open, b.has_guarded, t.position AS touch_key,
    CASE WHEN t.tier = 'direct' THEN 'direct' WHEN t.tier = 'evidence' THEN 'evidence' WHEN t.is_partner THEN 'partner_proof' ELSE 'own_proof' END AS line
  FROM ${dialect.table("int_touches")} AS t JOIN buyers AS b ON b.identity_id = t.identity_id
  WHERE t.position IS NOT NULL AND t.touch_ts_us <= b.last_us${reach}`;
}

const before = "OVER (PARTITION BY identity_id, part ORDER BY at_us, kind ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)";

/**
 * Adds the running maximum of one level per line, and what this row displaces from it for the next level. The displaced key is
 * the lesser of the row's key and the maximum before it.
 */
function maximaSql(from: string, level: number): string {
  const keyOf = (line: string): string => {
    if (level > 1) return `${line}_displaced_${level - 1}`;
    return line === "without_proof" ? "CASE WHEN is_open THEN touch_key END" : `CASE WHEN line = '${line}' THEN touch_key END`;
  };
  const columns = lines.flatMap((line) => {
    const key = keyOf(line);
    const maximum = `MAX(${key}) ${soFar} AS ${line}_${level}`;
    if (level === depth) return [maximum];
    const previous = `MAX(${key}) ${before}`;
    return [maximum, `CASE WHEN ${key} IS NOT NULL AND ${previous} IS NOT NULL THEN LEAST(${key}, ${previous}) END AS ${line}_displaced_${level}`];
  });
  return `  SELECT ${from}.*,\n    ${columns.join(",\n    ")}\n  FROM ${from}`;
}

/** The order rows of every part, with the key of the touch their own event made. */
function orderedSql({ dialect, rules }: GoldOptions): string {
  const own = rules.conversionIsTouch ? "FALSE" : "own.event_id = o.event_id";
  const oldest = oldestUs(rules);
  const isInjected = "own.claimed_us > o.checkout_started_us";
  const ownCounts = `own.touch_key IS NOT NULL AND own.touch_ts_us >= ${oldest} AND own.visible_from_us <= o.order_ts_us AND NOT COALESCE(${isInjected}, FALSE)`;
  return `  SELECT k.*, o.order_ts_us, own.touch_key AS own_key, CASE WHEN ${ownCounts} THEN 1 ELSE 0 END AS own_counts
  FROM third_keys AS k JOIN ${dialect.table("fact_orders")} AS o ON o.order_id = k.order_id
  LEFT JOIN keyed AS own ON own.identity_id = o.identity_id AND ${own}
  WHERE k.kind = 1`;
}

function oldestUs({ lookbackUs }: GoldOptions["rules"]): string {
  return lookbackUs === null ? "0" : `o.order_ts_us - ${integerLiteral(lookbackUs)}`;
}

/**
 * One row per order: how many touches lie in its window, and how many of them may win it.
 *
 * Of the claims that were there by the start of the checkout, those older than the lookback are taken off by their own instant.
 * That takes off too many where a claim is older and yet came later; there can be such only where receipt was delayed by all of
 * the lookback but a visit, so these few are counted one by one and put back.
 */
function countedSql(options: GoldOptions): string {
  const { dialect, rules } = options;
  const bigint = dialect.type("bigint");
  const counts = `  SELECT tally.order_id, CAST(SUM(visible) AS ${bigint}) - MAX(own.own_counts) AS candidates, CAST(SUM(entered) AS ${bigint}) AS in_window
  FROM tally JOIN (SELECT order_id, MAX(own_counts) AS own_counts FROM ordered GROUP BY order_id) AS own ON own.order_id = tally.order_id
  WHERE kind = 1 GROUP BY tally.order_id`;
  if (rules.lookbackUs === null) return counts;
  return `  SELECT sums.order_id, sums.candidates + COALESCE(delayed.claims, 0) AS candidates, sums.in_window
  FROM (
  ${counts}
  ) AS sums
  LEFT JOIN (
    SELECT o.order_id, count(*) AS claims
    FROM ${dialect.table("fact_orders")} AS o
    JOIN (SELECT * FROM keyed WHERE claimed_us - touch_ts_us > ${integerLiteral(rules.lookbackUs - checkoutVisitUs)}) AS t
      ON t.identity_id = o.identity_id AND t.claimed_us > o.checkout_started_us AND t.touch_ts_us < ${oldestUs(rules)}
    GROUP BY o.order_id
  ) AS delayed ON delayed.order_id = sums.order_id`;
}

/** One row per order and kept key that is young enough and not its own. A proof older than its window competes as evidence. */
function scoresSql({ dialect, rules }: GoldOptions): string {
  const effective = (windowUs: number | null): string =>
    windowUs === null ? "2" : `CASE WHEN t.touch_ts_us >= o.order_ts_us - ${integerLiteral(windowUs)} THEN 2 ELSE 1 END`;
  const tier = `CASE o.line WHEN 'own_proof' THEN ${effective(rules.proofWindowUs)} WHEN 'partner_proof' THEN ${effective(rules.partnerProofWindowUs)} WHEN 'evidence' THEN 1 WHEN 'direct' THEN 0 ELSE -1 END`;
  const kept = lines.flatMap((line) =>
    Array.from({ length: depth }, (_, at) => {
      const key = `${line}_${at + 1}`;
      return `    SELECT order_id, identity_id, order_ts_us, own_key, '${line}' AS line, ${key} AS touch_key FROM ordered WHERE ${key} IS NOT NULL`;
    }),
  );
  return `  SELECT scored.*, row_number() OVER (PARTITION BY order_id ORDER BY CAST(tier AS ${dialect.type("bigint")}) * ${tierBase} + touch_key DESC) AS place
  FROM (
    SELECT o.order_id, o.touch_key, ${tier} AS tier
    FROM (\n${kept.join("\n    UNION ALL\n")}\n    ) AS o
    JOIN keyed AS t ON t.identity_id = o.identity_id AND t.touch_key = o.touch_key
    WHERE t.touch_ts_us >= ${oldestUs(rules)} AND (o.own_key IS NULL OR o.touch_key <> o.own_key)
  ) AS scored`;
}

function bestSql(): string {
  return `  SELECT order_id,
    MAX(CASE WHEN place = 1 AND tier >= 0 THEN touch_key END) AS winner_key, MAX(CASE WHEN place = 1 AND tier >= 0 THEN tier END) AS winner_tier,
    MAX(CASE WHEN place = 2 AND tier >= 0 THEN touch_key END) AS runner_up_key, MAX(CASE WHEN tier = 1 THEN touch_key END) AS last_evidence,
    MAX(CASE WHEN tier = -1 THEN touch_key END) AS without_proof_key
  FROM scores GROUP BY order_id`;
}
