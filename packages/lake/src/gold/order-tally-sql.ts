import { integerLiteral } from "../sql/quote.ts";
import type { GoldOptions } from "./gold-options.ts";
import { orderParts } from "./order-parts.ts";
import { soFar } from "./so-far.ts";

interface Step {
  readonly part: string;
  readonly from: string;
  readonly at: string;
  /** What the step adds to the candidates and to the touches of the window. */
  readonly counts: string;
}

/**
 * What counts for each order: a touch for the window from its own instant until it is too old, for the candidates once visible.
 *
 * A row that only counts stays out of the sequence that ranks, whose windows cost far more.
 */
export function orderTallySql({ dialect, rules }: GoldOptions): string {
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
  const rows = steps.map(({ part, from, at, counts }) => `SELECT identity_id, '${part}' AS part, ${at} AS at_us, 0 AS kind, ${counts}, ${noText} AS order_id ${from}`);
  return `  SELECT order_id, kind, SUM(becomes_visible) ${soFar} AS visible, SUM(enters) ${soFar} AS entered
  FROM (
    ${[...rows, ...orderParts.orders(dialect, "0, 0")].join("\n    UNION ALL\n    ")}
  ) AS steps`;
}
