import { checkoutVisitUs } from "@liftproof/attribution";
import { integerLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";
import { orderParts } from "./order-parts.ts";
import { windowSql } from "./rivals-sql.ts";
import { soFar } from "./so-far.ts";

interface Step {
  readonly part: string;
  readonly from: string;
  readonly at: string;
  /** What the step adds to the candidates and to the touches of the window. */
  readonly counts: string;
}

/**
 * Rows that add up, per order of a frequent buyer, to how many touches lie in its window and how many of them may win it.
 *
 * The tally counts the touch of the order's own event like any other, so it is taken off. Of the claims that were there by the start of the
 * checkout, the tally takes off those older than the lookback by their own instant: too many where a claim is older and yet came later. There can
 * be such only where receipt was delayed by all of the lookback but a visit, so these few are put back one by one.
 */
export function countedSql(options: GoldOptions): string {
  const { dialect, rules } = options;
  const bigint = dialect.type("bigint");
  const row = (entered: string, visible: string): string =>
    `SELECT o.order_id, CAST(NULL AS ${bigint}) AS score, CAST(NULL AS ${bigint}) AS evidence_key, CAST(NULL AS ${bigint}) AS tokenless_score, ${entered} AS entered, ${visible} AS visible`;
  const rows = [`${row(`CAST(o.entered AS ${bigint})`, `CAST(o.visible AS ${bigint})`)} FROM (\n${orderTallySql(options)}\n  ) AS o WHERE o.kind = 1`];
  if (!rules.conversionIsTouch) {
    rows.push(`${row("0", "-1")} FROM asked AS o JOIN busy AS t ON t.identity_id = o.identity_id AND t.event_id = o.event_id
  WHERE o.is_frequent AND t.tier <> 'view_through' AND ${windowSql(rules)} AND t.visible_from_us <= o.order_ts_us AND NOT COALESCE(t.claimed_us > o.checkout_started_us, FALSE)`);
  }
  if (rules.lookbackUs !== null) {
    rows.push(`${row("0", "1")} FROM asked AS o JOIN (SELECT * FROM busy WHERE claimed_us - touch_ts_us > ${integerLiteral(rules.lookbackUs - checkoutVisitUs)} AND tier <> 'view_through') AS t
    ON t.identity_id = o.identity_id AND t.claimed_us > o.checkout_started_us AND t.touch_ts_us < o.opens_us
  WHERE o.is_frequent`);
  }
  return rows.map((each) => `  ${each}`).join("\n  UNION ALL\n");
}

/** What counts for each order: a touch for the window from its own instant until it is too old, for the candidates once visible. */
function orderTallySql({ dialect, rules }: GoldOptions): string {
  const lastUs = rules.lookbackUs === null ? null : `touch_ts_us + ${integerLiteral(rules.lookbackUs)}`;
  const seenInTime = lastUs === null ? "1" : `CASE WHEN visible_from_us <= ${lastUs} THEN 1 ELSE 0 END`;
  const claims = orderParts.claims;
  const steps: Step[] = [
    ...orderParts.byVisibility.flatMap(({ part, from }) => [
      { part, from, at: "visible_from_us", counts: `${seenInTime} AS becomes_visible, CASE WHEN visible_from_us = touch_ts_us THEN 1 ELSE 0 END AS enters` },
      { part, from: `${from} AND visible_from_us > touch_ts_us`, at: "touch_ts_us", counts: "0, 1" },
      ...(lastUs === null ? [] : [{ part, from, at: `${lastUs} + 1`, counts: `-(${seenInTime}), -1` }]),
    ]),
    { part: "claimed", from: claims, at: "claimed_us", counts: "1, 0" },
    { part: "free", from: claims, at: "touch_ts_us", counts: "0, 1" },
    ...(lastUs === null ? [] : [{ part: "free", from: claims, at: `${lastUs} + 1`, counts: "-1, -1" }]),
  ];
  const noText = `CAST(NULL AS ${dialect.type("string")})`;
  const touches = steps.map(
    ({ part, from, at, counts }) => `SELECT identity_id, '${part}' AS part, 'count' AS line, ${at} AS at_us, 0 AS kind, ${counts}, ${noText} AS order_id ${from} AND tier <> 'view_through'`,
  );
  const orders = orderParts.orders.map(({ part, at, from }) => `SELECT identity_id, ${part}, 'count', ${at}, 1, 0, 0, order_id ${from}`);
  return `    SELECT order_id, kind, SUM(becomes_visible) ${soFar} AS visible, SUM(enters) ${soFar} AS entered
    FROM (
      ${[...touches, ...orders].join("\n      UNION ALL\n      ")}
    ) AS steps`;
}
