import { sessionLimits } from "@liftproof/events/session";
import { integerLiteral } from "../sql/quote.ts";
import { factSessionsTable } from "../tables/mart-tables.ts";
import type { Mart, MartOptions } from "./mart.ts";
import { inTime, reportedSql } from "./reported-sql.ts";

/** What people do during a visit. Other events count for a visit only where they name it. */
const visitEvents = [
  "session.start", "landing.view", "page.view", "search.query", "search.result_click", "growth.alert.click", "digest.click", "sharecard.click", "shortlink.click", "studio.view", "profile.view", "message.sent",
  "checkout.start", "checkout.complete",
];

/**
 * Fills `lake.fact_sessions`: the same pauses and the same new evidence as `sessionRule` of @liftproof/events, in the order of the corrected
 * clock. A stretch that is never left for half an hour is cut every 24 hours from its beginning: what a walk through the events would cut
 * otherwise only after its first day.
 */
export const sessions: Mart = {
  table: factSessionsTable,
  events: null,
  query: (options) => {
    const { dialect } = options;
    const whole = (value: string): string => `CAST(${value} AS ${dialect.type("bigint")})`;
    const counted = (...names: readonly string[]): string => whole(`SUM(CASE WHEN event_name IN (${names.map((name) => `'${name}'`).join(", ")}) THEN 1 ELSE 0 END)`);
    return `WITH ${[
      `visits AS (\n  ${visitsSql(options)}\n)`,
      `stretches AS (\n${stretchesSql()}\n)`,
      `evidenced AS (\n${evidencedSql()}\n)`,
      `begun AS (\n${begunSql()}\n)`,
      `filled AS (\n${filledSql(options)}\n)`,
      `placed AS (\n${placedSql()}\n)`,
    ].join(",\n")}
SELECT visitor_id, filled_id, MAX(last_identity), ${dialect.timestampOf("MIN(at_us)")}, ${dialect.timestampOf("MAX(at_us)")}, count(*), ${counted("landing.view", "page.view")}, ${counted("search.query")},
  ${counted("studio.view", "profile.view")}, ${counted("message.sent")}, ${counted("checkout.start")}, MAX(entry_event_id), MAX(entry_page), MAX(channel), MAX(source), MAX(medium), MAX(campaign), MAX(entry_country),
  MAX(CASE WHEN sent_id IS NULL THEN 1 ELSE 0 END) = 1, MAX(CASE WHEN bot THEN 1 ELSE 0 END) = 1
FROM placed LEFT JOIN (SELECT event_id AS touch_id, channel, source, medium, campaign FROM ${dialect.table("int_touches")}) AS t ON t.touch_id = placed.entry_event_id
GROUP BY visitor_id, filled_id`;
  },
};

function visitsSql(options: MartOptions): string {
  const labels = ["utm_source", "utm_medium", "utm_campaign", "click_id_kind", "click_token"].map((label) => `e.${label}`);
  const evidence = `CASE WHEN ${labels.map((label) => `${label} IS NOT NULL`).join(" OR ")} THEN ${labels.map((label) => `COALESCE(${label}, '')`).join(" || chr(31) || ")} END AS evidence`;
  const columns = [evidence, "e.session_id AS sent_id", "e.page_path", "e.country"];
  return reportedSql(options, { names: visitEvents, or: "e.session_id IS NOT NULL", columns });
}

/** A number for each stretch without a long pause, of the events that name no session. */
function stretchesSql(): string {
  return `  SELECT paused.*, SUM(CASE WHEN at_us - previous_us > ${integerLiteral(sessionLimits.idleUs)} THEN 1 ELSE 0 END) OVER (PARTITION BY visitor_id ORDER BY ${inTime} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch
  FROM (
    SELECT visits.*, LAG(at_us) OVER (PARTITION BY visitor_id ORDER BY ${inTime}) AS previous_us FROM visits WHERE sent_id IS NULL
  ) AS paused`;
}

/** The evidence before, among events of the stretch that have any. */
function evidencedSql(): string {
  return `  SELECT stretches.*, row_number() OVER (PARTITION BY visitor_id, stretch ORDER BY ${inTime}) AS place,
    LAG(evidence) OVER (PARTITION BY visitor_id, stretch, CASE WHEN evidence IS NULL THEN 0 ELSE 1 END ORDER BY ${inTime}) AS previous_evidence
  FROM stretches`;
}

/** A number for each part of a stretch under the same evidence. */
function begunSql(): string {
  const isNew = "evidence IS NOT NULL AND place > 1 AND (previous_evidence IS NULL OR evidence <> previous_evidence)";
  return `  SELECT evidenced.*, SUM(CASE WHEN ${isNew} THEN 1 ELSE 0 END) OVER (PARTITION BY visitor_id, stretch ORDER BY ${inTime} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS part
  FROM evidenced`;
}

/** Every event of a visit with its session: the one that was sent, else one named for the first event of the part or day. */
function filledSql({ dialect }: MartOptions): string {
  const columns = "event_id, event_name, identity_id, visitor_id, at_us, received_ts_us, bot, sent_id, page_path, country";
  const day = dialect.quotient("at_us - first_us - 1", `${sessionLimits.longestUs}`);
  return `  SELECT ${columns}, 's:' || first_value(event_id) OVER (PARTITION BY visitor_id, stretch, part, day ORDER BY ${inTime}) AS filled_id
  FROM (
    SELECT aged.*, ${day} AS day
    FROM (SELECT begun.*, MIN(at_us) OVER (PARTITION BY visitor_id, stretch, part) AS first_us FROM begun) AS aged
  ) AS dated
  UNION ALL
  SELECT ${columns}, sent_id FROM visits WHERE sent_id IS NOT NULL`;
}

function placedSql(): string {
  const first = (column: string, name: string): string => `first_value(${column}) OVER (PARTITION BY visitor_id, filled_id ORDER BY ${inTime}) AS ${name}`;
  return `  SELECT filled.*, ${first("event_id", "entry_event_id")}, ${first("page_path", "entry_page")}, ${first("country", "entry_country")},
    first_value(identity_id) OVER (PARTITION BY visitor_id, filled_id ORDER BY at_us DESC, received_ts_us DESC, event_id DESC) AS last_identity
  FROM filled`;
}
