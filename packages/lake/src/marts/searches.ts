import { sessionLimits } from "@liftproof/events/session";
import { integerLiteral } from "../sql/quote.ts";
import { factSearchTable } from "../tables/mart-tables.ts";
import type { Mart } from "./mart.ts";
import { payloadColumn, reportedSql, wholeColumn } from "./reported-sql.ts";

/** Fills `lake.fact_search`. A running maximum of the searches' places finds each click's search without a join of all with all. */
export const searches: Mart = {
  table: factSearchTable,
  events: ["search.query"],
  query: (options) => {
    const { dialect } = options;
    const columns = [payloadColumn(options, "query"), wholeColumn(options, "results"), wholeColumn(options, "position"), payloadColumn(options, "studio_id")];
    return `WITH reported AS (
  SELECT seen.*, row_number() OVER (PARTITION BY visitor_id ORDER BY at_us, kind, received_ts_us, event_id) AS place
  FROM (
    SELECT r.*, CASE WHEN event_name = 'search.query' THEN 0 ELSE 1 END AS kind
    FROM (
  ${reportedSql(options, { names: ["search.query", "search.result_click"], columns })}
    ) AS r
  ) AS seen
),
placed AS (
  SELECT reported.*, MAX(CASE WHEN kind = 0 THEN place END) OVER (PARTITION BY visitor_id ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS search_place FROM reported
),
clicked AS (
  SELECT s.event_id, c.position, c.studio_id, row_number() OVER (PARTITION BY s.event_id ORDER BY c.place) AS rank, count(*) OVER (PARTITION BY s.event_id) AS clicks
  FROM placed AS c JOIN reported AS s ON s.visitor_id = c.visitor_id AND s.place = c.search_place
  WHERE c.kind = 1 AND c.at_us - s.at_us <= ${integerLiteral(sessionLimits.idleUs)} AND (c.query IS NULL OR s.query IS NULL OR c.query = s.query)
)
SELECT s.event_id, s.identity_id, s.visitor_id, s.session_id, ${dialect.timestampOf("s.at_us")}, s.query, s.results, COALESCE(c.clicks, 0), c.position, c.studio_id, s.bot
FROM reported AS s LEFT JOIN clicked AS c ON c.event_id = s.event_id AND c.rank = 1
WHERE s.kind = 0`;
  },
};
