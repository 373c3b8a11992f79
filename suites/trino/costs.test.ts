import { openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { attributionRules } from "@liftproof/attribution";
import { attributionJob, createTable, dialects, identityJob, jobWindow, lakeTables, lintAthena, publishedDdl } from "@liftproof/lake";
import type { NamedStatement } from "@liftproof/lake";
import { expect, test } from "vitest";
import { emptyLake } from "./empty-lake.ts";
import { copyTable, trinoClient } from "../../packages/testkit/src/index.ts";

const trino = trinoClient(process.env["TRINO_URL"] ?? "");
const tables = process.env["TRINO_TABLES"] ?? "";
const location = "local:///lake";
const day = 86_400_000_000;
/** 2026-03-01T00:00:00Z */
const startUs = 1_772_323_200_000_000;
const [days, perDay] = [90, 2000];
const rules = attributionRules({ ownDomains: ["shop.test"] });
const given = ["events", "dim_identity", "int_identity_hash", "token_mode_log"];

/** Ninety days of a shop: 20,000 visitors, every tenth event a landing with labels, every fiftieth an order. */
const shopSql = `INSERT INTO lake.events BY NAME
SELECT CAST(event_ts AS DATE) AS event_dt, epoch_us(event_ts) + 2000000 AS received_ts_us, epoch_us(event_ts) AS event_ts_us, * EXCLUDE (place),
  '{"event_id":"' || event_id || '","event_name":"' || event_name || '","anon_id":"' || anon_id || '","session_id":"' || session_id || '","page_path":"' || page_path || '","context":"' || md5('c' || place) || md5('d' || place) || '"}' AS raw_json
FROM (
  SELECT place, make_timestamp(${startUs} + (place // ${perDay}) * ${day} + (place % ${perDay}) * ${Math.floor(day / perDay)}) AS event_ts,
    CASE WHEN place % 50 = 7 THEN 'order.created' WHEN place % 10 = 1 THEN 'landing.view' ELSE 'page.view' END AS event_name,
    substr(md5('e' || place), 1, 8) || '-' || substr(md5('f' || place), 1, 24) AS event_id, 'anon-' || md5('a' || draw % 20000) AS anon_id, md5('s' || place // 5) AS session_id,
    '/studio/' || (draw % 400) AS page_path, 'missing' AS token_status, 1 AS schema_version,
    CASE WHEN place % 10 = 1 THEN ['google', 'newsletter', 'facebook', 'bing'][1 + draw % 4] END AS utm_source, CASE WHEN place % 10 = 1 THEN ['cpc', 'email', 'social', 'cpc'][1 + draw % 4] END AS utm_medium,
    CASE WHEN place % 10 = 1 THEN 'c' || draw % 30 END AS utm_campaign, MAP([]::VARCHAR[], []::VARCHAR[]) AS labels,
    CASE WHEN place % 50 = 7 THEN MAP(['order_id', 'value_minor', 'currency'], ['o' || place, CAST(draw % 9000 AS VARCHAR), 'EUR']) ELSE MAP(['studio'], [CAST(draw % 400 AS VARCHAR)]) END AS payload
  FROM (SELECT range AS place, CAST(hash(range) % 1000000 AS BIGINT) AS draw FROM range(${days * perDay})) AS numbers
)`;

/** What a shop writes on its first day: last touch by source, orders and touches of the same table joined and ranked. */
function plainSql(columns: string, bound: (daysBefore: number) => string): string {
  return `SELECT source, count(*) AS orders, sum(value_minor) AS value_minor FROM (
  SELECT t.utm_source AS source, CAST(element_at(o.payload, 'value_minor') AS bigint) AS value_minor, ROW_NUMBER() OVER (PARTITION BY o.event_id ORDER BY t.event_ts DESC) AS place
  FROM (SELECT ${columns} FROM lake.events WHERE event_name = 'order.created'${bound(1)}) AS o
  LEFT JOIN (SELECT ${columns} FROM lake.events WHERE utm_source IS NOT NULL${bound(8)}) AS t ON t.anon_id = o.anon_id AND t.event_ts <= o.event_ts AND t.event_ts > o.event_ts - INTERVAL '7' DAY
) AS ranked WHERE place = 1 GROUP BY source`;
}

interface Cost {
  readonly plan: string;
  readonly bytes: number;
  /** Statements that read: each is billed for ten megabytes at least. */
  readonly reading: number;
  readonly billed: number;
}

async function costOf(plan: string, statements: readonly NamedStatement[]): Promise<Cost> {
  let [bytes, reading, billed] = [0, 0, 0];
  for (const { sql } of statements) {
    await trino.run(sql);
    if (sql.startsWith("DROP")) continue;
    const { physicalInputBytes } = trino.last();
    bytes += physicalInputBytes;
    reading += 1;
    billed += Math.max(10, Math.ceil(physicalInputBytes / 1e6));
  }
  return { plan, bytes, reading, billed };
}

async function prepared(lake: Lake): Promise<void> {
  await lake.all(shopSql);
  await emptyLake(trino);
  for (const table of lakeTables) {
    if (table.name === "events") await copyTable({ from: lake, to: trino, tables }, table);
    else if (given.includes(table.name)) await trino.run(createTable(table, { engine: "trino", location }));
  }
  await trino.run(`DROP TABLE ${dialects.trino.table("dim_identity")}`);
  for (const sql of publishedDdl({ engine: "trino", location })) await trino.run(sql);
}

test("law: a bound on the day reads less than none, and a job that goes on less than one from the beginning", async () => {
  const lake = await openLake({ threads: 2 });
  await prepared(lake);
  const [yesterdayUs, watermarkUs] = [startUs + (days - 1) * day, startUs + days * day];
  const job = { dialect: dialects.trino, rules, watermarkUs, runId: 2 };
  const previous = { runId: 1, watermarkUs: yesterdayUs };
  const since = (daysBefore: number): string => ` AND event_ts >= TIMESTAMP '${new Date((watermarkUs - daysBefore * day) / 1000).toISOString().slice(0, 10)} 00:00:00'`;
  const needed = "event_id, event_ts, anon_id, utm_source, payload";
  const wasteful = plainSql("*", () => "");
  const pruned = plainSql(needed, since);
  const rulesOf = (sql: string): readonly string[] => [...new Set(lintAthena(sql).map(({ rule }) => rule))].sort();
  expect([rulesOf(wasteful), rulesOf(pruned)]).toEqual([["missing_predicate", "select_star"], []]);

  for (const { sql } of [...identityJob({ ...job, runId: 1, watermarkUs: yesterdayUs }), ...attributionJob({ ...job, runId: 1, watermarkUs: yesterdayUs })]) await trino.run(sql);
  const one = (sql: string): readonly NamedStatement[] => [{ name: "one", sql }];
  const whole = await costOf("every column of ninety days", one("SELECT * FROM lake.events"));
  const naive = await costOf("last touch in plain SQL, all history", one(wasteful));
  const bounded = await costOf("the same, one day of orders, bounded", one(pruned));
  const fresh = await costOf("attribution job from the beginning", attributionJob({ ...job, runId: 3 }));
  const onward = await costOf("attribution job that goes on", attributionJob(job, previous));
  const answer = await costOf("the answer from what the job published", one("SELECT channel, sum(credit_minor) FROM lake.fact_attribution_channel GROUP BY channel"));
  const window = (watermarkUs - (jobWindow(rules, yesterdayUs)?.eventsFromUs ?? 0)) / day;
  const lines = [whole, naive, bounded, fresh, onward, answer].map(({ plan, bytes, reading, billed }) => `| ${plan} | ${(bytes / 1e6).toFixed(2)} | ${reading} | ${billed} | ${(billed * 5e-6).toFixed(6)} |`);
  console.log(`${days} days of ${perDay} events; a job that goes on reads ${window.toFixed(1)} days\n| plan | MB read | statements that read | MB billed | dollars at 5 a TB |\n${lines.join("\n")}`);
  const published = await trino.run("SELECT count(*) AS orders FROM lake.fact_attribution_checkout");
  expect(published).toEqual([{ orders: (days * perDay) / 50 }]);
  expect(onward.bytes).toBeLessThan(fresh.bytes * 0.6);
  expect(bounded.bytes).toBeLessThan(naive.bytes / 5);
  expect(answer.bytes).toBeLessThan(bounded.bytes);
  await lake.close();
});
