/** Last touch on a real Trino, where one person has very many touches and orders: joining them, beside carrying the greatest key along. */
import { trinoClient } from "../../packages/testkit/dist/index.js";
import { startTrino } from "../trino/server.mjs";
import { figure } from "./measure.mjs";

const dayUs = 86_400_000_000;
const [touches, orders, days, lookbackDays, rounds] = [60_000, 4000, 45, 7, 5];
export const title = "One busy person on Trino";

export async function run() {
  const server = await startTrino();
  const columns = ["who", "join and ROW_NUMBER, ms", "running MAX, ms", "times"];
  if ("skipped" in server) return { note: `Not measured here: ${server.skipped}.`, columns, rows: [] };
  try {
    const trino = trinoClient(server.url);
    await trino.run("CREATE SCHEMA lake");
    const rows = [];
    for (const people of [6000, 1]) {
      for (const [table, kind, count] of [["touches", "t", touches], ["orders", "o", orders]]) {
        await trino.run(`DROP TABLE IF EXISTS lake.${table}`);
        await trino.run(`CREATE TABLE lake.${table} AS ${rowsOf(kind, count, people)}`);
      }
      const [join, walk] = await inTurn(trino, [joined, walked]);
      if (join.answer !== walk.answer) throw new Error(`hot identity: expected one answer, got ${join.answer} and ${walk.answer}`);
      rows.push([people === 1 ? "one person" : `${figure(people)} people`, figure(join.ms), figure(walk.ms), (join.ms / walk.ms).toFixed(1)]);
    }
    return {
      note: `Trino ${server.version}, ${figure(touches)} touches and ${figure(orders)} orders in ${days} days, a lookback of ${lookbackDays} days; elapsed, least of ${rounds} rounds. Both give the same touch for every order. The join meets every touch in an order's window, the running MAX reads each row once.`,
      columns,
      rows,
    };
  } finally {
    await server.stop();
  }
}

/** Rounds of all of them, one after the other, so that none is measured while the server is cold and another when it is warm. */
async function inTurn(trino, queries) {
  const found = queries.map(() => ({ ms: Infinity, answer: "" }));
  for (let round = 0; round < rounds; round++) {
    for (const [at, sql] of queries.entries()) {
      found[at].answer = JSON.stringify(await trino.run(`SELECT count(*) AS orders, count(event_id) AS found, checksum(order_id || COALESCE(event_id, '')) AS answers FROM (${sql}) AS answer`));
      found[at].ms = Math.min(found[at].ms, trino.last().elapsedMillis);
    }
  }
  return found;
}

/** Even in time, in an order of people that repeats nowhere near. */
function rowsOf(kind, count, people) {
  return `SELECT '${kind}' || lpad(CAST(place AS varchar), 8, '0') AS event_id, 'u:' || CAST(((place * BIGINT '48271') % 2147483647) % ${people} AS varchar) AS identity_id, place * ${Math.floor((days * dayUs) / count)} AS ts_us
FROM (SELECT a * 1000 + b AS place FROM UNNEST(sequence(0, ${count / 1000 - 1})) AS thousands (a) CROSS JOIN UNNEST(sequence(0, 999)) AS ones (b)) AS numbers`;
}

/** What everybody writes: each order meets each touch of its person. */
const joined = `SELECT order_id, event_id FROM (
  SELECT o.event_id AS order_id, t.event_id, ROW_NUMBER() OVER (PARTITION BY o.event_id ORDER BY t.ts_us DESC, t.event_id DESC) AS place
  FROM lake.orders AS o LEFT JOIN lake.touches AS t ON t.identity_id = o.identity_id AND t.ts_us <= o.ts_us AND t.ts_us >= o.ts_us - ${lookbackDays * dayUs}
) AS ranked WHERE place = 1`;

/** The form of our statements: one pass over touches and orders in order of time, that carries the greatest key. */
const walked = `SELECT event_id AS order_id, CASE WHEN CAST(substr(last_key, 1, 16) AS bigint) >= ts_us - ${lookbackDays * dayUs} THEN substr(last_key, 17) END AS event_id FROM (
  SELECT event_id, ts_us, is_order, MAX(CASE WHEN is_order = 0 THEN lpad(CAST(ts_us AS varchar), 16, '0') || event_id END) OVER (PARTITION BY identity_id ORDER BY ts_us, is_order ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS last_key
  FROM (SELECT event_id, identity_id, ts_us, 0 AS is_order FROM lake.touches UNION ALL SELECT event_id, identity_id, ts_us, 1 FROM lake.orders) AS both_kinds
) AS carried WHERE is_order = 1`;
