import { integerLiteral } from "../sql/quote.ts";
import { factAttributionChannelTable, factAttributionCreditTable } from "../tables/gold-tables.ts";
import { askedSql } from "./asked-sql.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.fact_attribution_credit` for the models that are exact in every engine: first, last, last-non-direct, linear, position.
 *
 * Credits are whole minor units by largest remainder, ties to the later touch, then to the greater event id; those of an order add up
 * to its value under every model. Reads `lake.fact_attribution_checkout` for the winner.
 *
 * Linear and position give a row to every touch of every order, so one person with thousands of both costs their product. Until the
 * last join those rows hold numbers only.
 */
export function creditsSql(options: GoldOptions): string {
  const { dialect, rules } = options;
  const facts = dialect.table("fact_attribution_checkout");
  const seen =
    rules.viewThrough === null
      ? ""
      : `
UNION ALL
SELECT f.order_id, models.model, f.winning_event_id, f.order_value_minor FROM ${facts} AS f CROSS JOIN models WHERE f.tier = 'view_through' AND models.model <> 'last-non-direct'`;
  return insertInto(
    dialect,
    factAttributionCreditTable,
    `WITH ${[
      `marked AS (\n${markedSql(options)}\n)`,
      `asked AS (\n${askedSql(options)}\n)`,
      `numbered AS (\n${numberedSql(options)}\n)`,
      `paths AS (\n${pathsSql()}\n)`,
      `collapsed AS (\n${collapsedSql(options)}\n)`,
      `weighted AS (\n${weightedSql(options)}\n)`,
      `shares AS (\n${sharesSql(options)}\n)`,
      `settled AS (\n${settledSql()}\n)`,
      `ends AS (\n  SELECT order_number, MIN(position) AS first_position, MAX(position) AS last_position FROM paths GROUP BY order_number\n)`,
      `parts AS (
  SELECT order_number, model, position, units FROM settled
  UNION ALL SELECT ends.order_number, 'first', first_position, ABS(value_minor) FROM ends JOIN numbered ON numbered.order_number = ends.order_number
  UNION ALL SELECT ends.order_number, 'last', last_position, ABS(value_minor) FROM ends JOIN numbered ON numbered.order_number = ends.order_number
)`,
      `models AS (\n  SELECT model FROM ${dialect.textRows("named", ["model"], [["first"], ["last"], ["last-non-direct"], ["linear"], ["position"]])}\n)`,
    ].join(",\n")}
SELECT n.order_id, parts.model, m.event_id, CAST(CASE WHEN n.value_minor < 0 THEN -parts.units ELSE parts.units END AS ${dialect.type("bigint")})
FROM parts JOIN numbered AS n ON n.order_number = parts.order_number JOIN marked AS m ON m.identity_id = n.identity_id AND m.position = parts.position
UNION ALL
SELECT order_id, 'last-non-direct', winning_event_id, order_value_minor FROM ${facts} WHERE winning_event_id IS NOT NULL${seen}
UNION ALL
SELECT f.order_id, models.model, NULL, f.order_value_minor FROM ${facts} AS f CROSS JOIN models WHERE f.winning_event_id IS NULL`,
  );
}

/** The touches of buyers, each with a number for its label set and its place among equal remainders. */
function markedSql({ dialect }: GoldOptions): string {
  const speaks = "COALESCE(t.proof_state, '') IN ('proven', 'unconfirmed')";
  const part = (value: string): string => `COALESCE(CAST(length(${value}) AS VARCHAR) || ':' || ${value}, '-')`;
  return `  SELECT identity_id, position, touch_ts_us, visible_from_us, claimed_us, event_id,
    row_number() OVER (PARTITION BY identity_id ORDER BY touch_ts_us, event_id) AS tie_place,
    dense_rank() OVER (PARTITION BY identity_id ORDER BY repeat_key) AS repeat_number
  FROM (
    SELECT t.identity_id, t.position, t.touch_ts_us, t.visible_from_us, t.claimed_us, t.event_id,
      CASE WHEN t.tier = 'direct' THEN '' ELSE ${part("t.channel")} || ${part("t.source")} || ${part("t.campaign")} || CASE WHEN ${speaks} THEN ${part("t.nonce")} ELSE '-' END END AS repeat_key
    FROM ${dialect.table("int_touches")} AS t
    WHERE t.position IS NOT NULL AND t.tier <> 'view_through' AND t.identity_id IN (SELECT identity_id FROM ${dialect.table("fact_orders")})
  ) AS keyed`;
}

/** The orders, each with a number and the position of the touch its own event made; positions begin at 1. An impression that won has no path beside it. */
function numberedSql({ dialect, rules }: GoldOptions): string {
  const own = rules.conversionIsTouch ? "0" : "COALESCE(own.position, 0)";
  const clicked = rules.viewThrough === null ? "" : ` JOIN ${dialect.table("fact_attribution_checkout")} AS f ON f.order_id = o.order_id AND COALESCE(f.tier, '') <> 'view_through'`;
  return `  SELECT o.order_id, o.identity_id, o.order_ts_us, o.opens_us, o.checkout_started_us, o.value_minor, ${own} AS own_position, row_number() OVER (ORDER BY o.order_id) AS order_number
  FROM asked AS o${clicked} LEFT JOIN marked AS own ON own.identity_id = o.identity_id AND own.event_id = o.event_id`;
}

/** Every candidate of every order. */
function pathsSql(): string {
  return `  SELECT o.order_number, t.position, t.tie_place, t.repeat_number, t.touch_ts_us
  FROM numbered AS o
  JOIN marked AS t ON t.identity_id = o.identity_id AND t.touch_ts_us <= o.order_ts_us AND t.touch_ts_us >= o.opens_us AND t.visible_from_us <= o.order_ts_us AND t.position <> o.own_position
  WHERE t.claimed_us IS NULL OR o.checkout_started_us IS NULL OR t.claimed_us <= o.checkout_started_us`;
}

/** Repeats of one label set closer than the gap count as the last of them; others in between do not part them. */
function collapsedSql({ rules }: GoldOptions): string {
  const kept = rules.collapseGapUs === null ? "" : ` WHERE next_us IS NULL OR next_us - touch_ts_us > ${integerLiteral(rules.collapseGapUs)}`;
  return `  SELECT order_number, position, tie_place,
    row_number() OVER (PARTITION BY order_number ORDER BY position) AS place, count(*) OVER (PARTITION BY order_number) AS path_length
  FROM (
    SELECT paths.*, LEAD(touch_ts_us) OVER (PARTITION BY order_number, repeat_number ORDER BY position) AS next_us FROM paths
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
  return `  SELECT order_number, 'linear' AS model, position, tie_place, 1 AS weight FROM collapsed
  UNION ALL
  SELECT * FROM (SELECT order_number, 'position' AS model, position, tie_place, ${position} AS weight FROM collapsed) AS placed WHERE weight > 0`;
}

function sharesSql({ dialect }: GoldOptions): string {
  const product = `${dialect.wide("amount")} * weight`;
  return `  SELECT summed.*, ${dialect.quotient(product, dialect.wide("total"))} AS units_down, mod(${product}, ${dialect.wide("total")}) AS remainder
  FROM (
    SELECT weighted.*, ABS(n.value_minor) AS amount, SUM(weight) OVER (PARTITION BY weighted.order_number, model) AS total
    FROM weighted JOIN numbered AS n ON n.order_number = weighted.order_number
  ) AS summed`;
}

function settledSql(): string {
  return `  SELECT order_number, model, position,
    units_down + CASE WHEN row_number() OVER (PARTITION BY order_number, model ORDER BY remainder DESC, tie_place DESC)
      <= amount - SUM(units_down) OVER (PARTITION BY order_number, model) THEN 1 ELSE 0 END AS units
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
