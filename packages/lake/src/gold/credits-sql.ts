import { integerLiteral } from "../sql/quote.ts";
import { factAttributionChannelTable, factAttributionCreditTable } from "../tables/gold-tables.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.fact_attribution_credit` for the models that are exact in every engine: first, last, last-non-direct, linear, position.
 *
 * Credits are whole minor units by largest remainder, ties to the later touch, then to the greater event id; those of an order add up
 * to its value under every model. Reads `lake.fact_attribution_checkout` for the winner.
 */
export function creditsSql(options: GoldOptions): string {
  const { dialect } = options;
  return insertInto(
    dialect,
    factAttributionCreditTable,
    `WITH ${[
      `paths AS (\n${pathsSql(options)}\n)`,
      `collapsed AS (\n${collapsedSql(options)}\n)`,
      `weighted AS (\n${weightedSql(options)}\n)`,
      `shares AS (\n${sharesSql(options)}\n)`,
      `settled AS (\n${settledSql()}\n)`,
      `models AS (\n  SELECT model FROM ${dialect.textRows("named", ["model"], [["first"], ["last"], ["last-non-direct"], ["linear"], ["position"]])}\n)`,
    ].join(",\n")}
SELECT order_id, model, event_id, CAST(CASE WHEN value_minor < 0 THEN -units ELSE units END AS ${dialect.type("bigint")}) FROM settled
UNION ALL
SELECT order_id, 'first', event_id, value_minor FROM paths WHERE place = 1
UNION ALL
SELECT order_id, 'last', event_id, value_minor FROM paths WHERE place = path_length
UNION ALL
SELECT order_id, 'last-non-direct', winning_event_id, order_value_minor FROM ${dialect.table("fact_attribution_checkout")} WHERE winning_event_id IS NOT NULL
UNION ALL
SELECT f.order_id, models.model, NULL, f.order_value_minor FROM ${dialect.table("fact_attribution_checkout")} AS f CROSS JOIN models WHERE f.winning_event_id IS NULL`,
  );
}

/** Every candidate of every order. The join is as large as the credits of a linear model are many. */
function pathsSql({ dialect, rules }: GoldOptions): string {
  const window = rules.lookbackUs === null ? "" : ` AND t.touch_ts_us >= o.order_ts_us - ${integerLiteral(rules.lookbackUs)}`;
  const own = rules.conversionIsTouch ? "" : " AND t.event_id <> o.event_id";
  const speaks = "COALESCE(t.proof_state, '') IN ('proven', 'unconfirmed')";
  const part = (value: string): string => `COALESCE(CAST(length(${value}) AS VARCHAR) || ':' || ${value}, '-')`;
  return `  SELECT o.order_id, o.value_minor, t.event_id, t.touch_ts_us, t.position,
    CASE WHEN t.tier = 'direct' THEN '' ELSE ${part("t.channel")} || ${part("t.source")} || ${part("t.campaign")} || CASE WHEN ${speaks} THEN ${part("t.nonce")} ELSE '-' END END AS repeat_key,
    row_number() OVER (PARTITION BY o.order_id ORDER BY t.position) AS place, count(*) OVER (PARTITION BY o.order_id) AS path_length
  FROM ${dialect.table("fact_orders")} AS o
  JOIN ${dialect.table("int_touches")} AS t ON t.identity_id = o.identity_id AND t.position IS NOT NULL
    AND t.touch_ts_us <= o.order_ts_us AND t.visible_from_us <= o.order_ts_us${window}${own}`;
}

/** Repeats of one label set closer than the gap count as the last of them; others in between do not part them. */
function collapsedSql({ rules }: GoldOptions): string {
  const kept = rules.collapseGapUs === null ? "" : ` WHERE next_us IS NULL OR next_us - touch_ts_us > ${integerLiteral(rules.collapseGapUs)}`;
  return `  SELECT order_id, value_minor, event_id, touch_ts_us,
    row_number() OVER (PARTITION BY order_id ORDER BY position) AS place, count(*) OVER (PARTITION BY order_id) AS path_length
  FROM (
    SELECT paths.*, LEAD(touch_ts_us) OVER (PARTITION BY order_id, repeat_key ORDER BY position) AS next_us FROM paths
  ) AS repeated${kept}`;
}

function weightedSql({ rules }: GoldOptions): string {
  const [first, middle, last] = rules.positionWeights;
  const endsAreNothing = first + last === 0;
  const position = `CASE
      WHEN path_length = 1 THEN 1
      WHEN path_length = 2 THEN CASE WHEN place = 1 THEN ${endsAreNothing ? 1 : first} ELSE ${endsAreNothing ? 1 : last} END
      WHEN place = 1 THEN ${first} * (path_length - 2)
      WHEN place = path_length THEN ${last} * (path_length - 2)
      ELSE ${middle} END`;
  return `  SELECT order_id, 'linear' AS model, value_minor, event_id, touch_ts_us, 1 AS weight FROM collapsed
  UNION ALL
  SELECT * FROM (SELECT order_id, 'position' AS model, value_minor, event_id, touch_ts_us, ${position} AS weight FROM collapsed) AS placed WHERE weight > 0`;
}

function sharesSql({ dialect }: GoldOptions): string {
  const product = `${dialect.wide("ABS(value_minor)")} * weight`;
  return `  SELECT summed.*, ${dialect.quotient(product, dialect.wide("total"))} AS units_down, mod(${product}, ${dialect.wide("total")}) AS remainder
  FROM (SELECT weighted.*, SUM(weight) OVER (PARTITION BY order_id, model) AS total FROM weighted) AS summed`;
}

function settledSql(): string {
  return `  SELECT order_id, model, value_minor, event_id,
    units_down + CASE WHEN row_number() OVER (PARTITION BY order_id, model ORDER BY remainder DESC, touch_ts_us DESC, event_id DESC)
      <= ABS(value_minor) - SUM(units_down) OVER (PARTITION BY order_id, model) THEN 1 ELSE 0 END AS units
  FROM shares`;
}

/** Fills `lake.fact_attribution_channel`: credit added up per model, channel and currency. */
export function creditChannelsSql({ dialect }: GoldOptions): string {
  return insertInto(
    dialect,
    factAttributionChannelTable,
    `SELECT c.model, COALESCE(t.channel, 'direct') AS channel, o.currency, count(DISTINCT c.order_id), ${dialect.exactSum("c.credit_minor")}
FROM ${dialect.table("fact_attribution_credit")} AS c
JOIN ${dialect.table("fact_orders")} AS o ON o.order_id = c.order_id
LEFT JOIN ${dialect.table("int_touches")} AS t ON t.event_id = c.event_id
GROUP BY c.model, COALESCE(t.channel, 'direct'), o.currency`,
  );
}
