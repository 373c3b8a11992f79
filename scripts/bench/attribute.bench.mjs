/** Who won every order: our engines beside the SQL most people write, on the same data in the same process, and a stream in flat memory. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { attributeOrders, attributeStream, attributionRules, channelTotals, channelTouch } from "@liftproof/attribution";
import { attributionStatements, createTable, dialects, goldTables } from "@liftproof/lake";
import { figure, measure } from "./measure.mjs";

const dayUs = 86_400_000_000;
const startUs = 1_790_000_000_000_000;
const lookbackUs = 7 * dayUs;
const watermarkUs = startUs + 60 * dayUs;
const rules = attributionRules({ lookbackUs, collapseGapUs: null });
const hot = { touches: 60_000, people: 1, orders: 4_000 };
const uniform = { touches: 1_000_000, people: 100_000, orders: 100_000 };
const lakeSize = { touches: Number(process.env.BENCH_LAKE_TOUCHES ?? 5_000_000), orders: Number(process.env.BENCH_LAKE_ORDERS ?? 200_000) };
const streamed = Number(process.env.BENCH_STREAM_TOUCHES ?? 10_000_000);

export const title = "Attribute orders";

export async function run() {
  const [even, busy] = [await contest("1 M touches of 100 k people, 100 k orders", uniform), await contest("60 k touches and 4 k orders of one person", hot)];
  const perRow = busy.seconds / (hot.touches + hot.orders) / (even.seconds / (uniform.touches + uniform.orders));
  const row = (data, work, { seconds, touches, over = "", budget = "" }) => [data, work, figure(seconds), touches === undefined ? "" : figure(touches / seconds), over, budget];
  return {
    note: "CPU time of all threads. A full row carries the winner, its reason, the runner-up, what would have won without proof, and counts; join and ROW_NUMBER gives the winner alone. The stream's memory is the heap in use after a collection, a quarter and all of the way through.",
    columns: ["data", "work", "CPU seconds", "touches per CPU second", "ratio", "budget"],
    rows: [
      ...[...even.rows, ...busy.rows].map((measured) => row(measured.data, measured.work, measured)),
      row(busy.data, "one busy person, per row", { seconds: busy.seconds, over: `${perRow.toFixed(2)} x the even crowd`, budget: "2 x" }),
      ...(await lakeContest()).map((measured) => row(measured.data, measured.work, measured)),
      row(`${figure(streamed)} touches over 200 days`, "stream, TypeScript", streaming()),
    ],
  };
}

async function contest(data, size) {
  const journeys = journeysOf(size);
  const folder = mkdtempSync(join(tmpdir(), "liftproof-bench-"));
  const duckDb = await openDuckDb({ threads: 2 });
  try {
    if (size !== hot) await load(duckDb, folder, journeys);
    let sink = 0;
    const full = "full row, TypeScript";
    const least = await measure(
      {
        [full]: () => (sink += attributeOrders(journeys).length),
        "floor: people looked up, touches grouped, TypeScript": () => (sink += grouped(journeys).length),
        "linear and position totals, TypeScript": () => (sink += Object.keys(channelTotals({ ...journeys, models: ["linear", "position"] })).length),
        // For the busy person it takes longer than all the rest; the lake's contest shows it once.
        ...(size === hot ? {} : { "join and ROW_NUMBER, DuckDB": async () => (sink += (await duckDb.all(rowNumberSql("touches", "orders", "tier"))).length) }),
      },
      { rounds: 2 },
    );
    const seconds = least.get(full);
    const rows = [...least].map(([work, used]) => ({
      data,
      work,
      seconds: used,
      touches: size.touches,
      over: `${(used / seconds).toFixed(2)} x the full row`,
      budget: work === full && size === uniform ? "2 M/s" : "",
    }));
    return { data, seconds, rows };
  } finally {
    await duckDb.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What no engine over these objects can do without: one lookup of a text per touch, its instant, and a counting sort by person. */
function grouped({ touches, orders }) {
  const numbers = new Map();
  for (const { identityId } of orders) if (!numbers.has(identityId)) numbers.set(identityId, numbers.size);
  const people = new Int32Array(touches.length);
  const instants = new Float64Array(touches.length);
  const starts = new Int32Array(numbers.size + 1);
  for (let at = 0; at < touches.length; at++) {
    const { identityId, arrivalTsUs } = touches[at];
    const person = numbers.get(identityId) ?? -1;
    people[at] = person;
    instants[at] = arrivalTsUs;
    if (person >= 0) starts[person + 1] += 1;
  }
  for (let person = 0; person < numbers.size; person++) starts[person + 1] += starts[person];
  const members = new Float64Array(starts[numbers.size]);
  for (let at = 0; at < people.length; at++) {
    const person = people[at];
    if (person >= 0) members[starts[person]++] = instants[at];
  }
  return members;
}

/** The plan of a build over its own tables, on an even crowd and with one busy person added. */
async function lakeContest() {
  const duckDb = await openDuckDb({ threads: 2 });
  try {
    await duckDb.run("CREATE SCHEMA IF NOT EXISTS lake");
    for (const table of goldTables) await duckDb.run(createTable(table, { engine: "duckdb" }));
    const winners = attributionStatements({ dialect: dialects.duckdb, rules, watermarkUs }).find(({ name }) => name === "winners").sql;
    const ours = async () => {
      await duckDb.run("DELETE FROM lake.fact_attribution_checkout");
      await duckDb.run(winners);
    };
    const theirs = () => duckDb.all(rowNumberSql("lake.int_touches", "lake.fact_orders", "CASE tier WHEN 'proof' THEN 2 WHEN 'evidence' THEN 1 ELSE 0 END"));
    const data = `${figure(lakeSize.touches)} touches, ${figure(lakeSize.orders)} orders`;
    await fill(duckDb, { ...lakeSize, people: lakeSize.orders, prefix: "u" });
    const even = await measure({ ours, theirs }, { rounds: 1 });
    await fill(duckDb, { ...hot, prefix: "hot" });
    const busy = await measure({ ours }, { rounds: 1 });
    const before = process.cpuUsage();
    await theirs();
    const { user, system } = process.cpuUsage(before);
    const seconds = { even: even.get("ours"), evenJoin: even.get("theirs"), busy: busy.get("ours"), busyJoin: (user + system) / 1e6 };
    const total = lakeSize.touches + hot.touches;
    return [
      { data, work: "full row, DuckDB plan of a build", seconds: seconds.even, touches: lakeSize.touches, over: `${(seconds.even / seconds.evenJoin).toFixed(2)} x the join`, budget: "4 x" },
      { data, work: "join and ROW_NUMBER, DuckDB", seconds: seconds.evenJoin, touches: lakeSize.touches },
      { data: `${data}, and the busy person`, work: "full row, DuckDB plan of a build", seconds: seconds.busy, touches: total, over: `${(seconds.busy / seconds.even).toFixed(2)} x without that person`, budget: "3 x" },
      { data: `${data}, and the busy person`, work: "join and ROW_NUMBER, DuckDB", seconds: seconds.busyJoin, touches: total, over: `${(seconds.busyJoin / seconds.busy).toFixed(2)} x the plan` },
    ];
  } finally {
    await duckDb.close();
  }
}

/** Touches and orders as a build writes them, from DuckDB's own hashes, so that every machine gets the same. */
async function fill(duckDb, { touches, orders, people, prefix }) {
  const draw = (salt, below) => `CAST(hash(i, '${prefix}${salt}') % ${below} AS BIGINT)`;
  const someone = `'${prefix}' || CAST(${draw("who", people)} AS VARCHAR)`;
  const when = `${startUs} + ${draw("when", 30 * dayUs)}`;
  await duckDb.run(`INSERT INTO lake.int_touches (event_id, event_name, identity_id, position, received_ts_us, touch_ts_us, visible_from_us, tier, token_status, proof_state, is_partner, channel, source, medium, open_channel, open_touch_us, open_visible_us)
SELECT event_id, 'landing.view', identity_id, row_number() OVER (PARTITION BY identity_id ORDER BY at_us, event_id), at_us, at_us, at_us,
  CASE WHEN kind < 1 THEN 'proof' WHEN kind < 4 THEN 'direct' ELSE 'evidence' END, CASE WHEN kind < 1 THEN 'verified' ELSE 'missing' END,
  CASE WHEN kind < 1 THEN 'proven' END, FALSE, channel, 'google', 'cpc', CASE WHEN kind >= 4 THEN channel END, CASE WHEN kind < 1 THEN at_us END, CASE WHEN kind < 1 THEN at_us END
FROM (SELECT '${prefix}-event-' || CAST(i AS VARCHAR) AS event_id, ${someone} AS identity_id, ${when} AS at_us, ${draw("kind", 10)} AS kind,
  CASE WHEN ${draw("channel", 2)} = 0 THEN 'Email' ELSE 'Paid Search' END AS channel FROM range(${touches}) AS numbers(i)) AS drawn`);
  await duckDb.run(`INSERT INTO lake.fact_orders (order_id, event_id, identity_id, order_ts, order_ts_us, received_ts_us, value_minor, currency)
SELECT '${prefix}-order-' || CAST(i AS VARCHAR), '${prefix}-ordered-' || CAST(i AS VARCHAR), who, make_timestamp(at_us), at_us, at_us, 1000 + i, 'EUR'
FROM (SELECT i, ${someone.replace("who", "buyer")} AS who, ${when.replace("when", "bought")} AS at_us FROM range(${orders}) AS numbers(i)) AS drawn`);
}

/** Touches of a crowd that comes and goes, made one by one, so that all memory in use is the stream's. */
function streaming() {
  const next = seeded(11);
  let heap = () => 0;
  const used = [];
  const rows = (function* () {
    const stepUs = (200 * dayUs) / streamed;
    for (let at = 0; at < streamed; at++) {
      const timeUs = startUs + Math.floor(at * stepUs);
      const identityId = `u${Math.floor(at / 4e6)}-${Math.floor(next() * (streamed / 10))}`;
      yield { kind: "touch", touch: channelTouch({ identityId, eventId: `e${at}`, timeUs, channel: next() < 0.5 ? "Email" : "Paid Search" }) };
      if (at % 25 === 0) {
        yield { kind: "order", order: { orderId: `o${at}`, identityId, eventId: `s${at}`, orderTsUs: timeUs, receivedTsUs: timeUs, valueMinor: 1000, currency: "EUR" } };
      }
      if (at === Math.floor(streamed / 4) || at === streamed - 1) used.push(heap());
    }
  })();
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  collect();
  const idle = process.memoryUsage().heapUsed;
  heap = () => {
    collect();
    return (process.memoryUsage().heapUsed - idle) / 2 ** 20;
  };
  const before = process.cpuUsage();
  let facts = 0;
  for (const answer of attributeStream({ rows, rules, watermarkUs: startUs + 260 * dayUs })) if (answer.kind === "fact") facts += 1;
  const { user, system } = process.cpuUsage(before);
  if (facts !== Math.ceil(streamed / 25)) throw new Error(`stream: expected ${Math.ceil(streamed / 25)} facts, got ${facts}`);
  return { seconds: (user + system) / 1e6, touches: streamed, over: `${used.map((megabytes) => Math.round(megabytes)).join(" MB, then ")} MB`, budget: "flat" };
}

function rowNumberSql(touches, orders, tier) {
  return `SELECT COUNT(*) AS orders, COUNT(winner) AS won FROM (
    SELECT o.order_id, t.event_id AS winner, ROW_NUMBER() OVER (
      PARTITION BY o.order_id ORDER BY ${tier.replace(/^tier$/u, "t.tier")} DESC, t.touch_ts_us DESC, t.received_ts_us DESC, t.event_id DESC) AS place
    FROM ${orders} o LEFT JOIN ${touches} t
      ON t.identity_id = o.identity_id AND t.touch_ts_us BETWEEN o.order_ts_us - ${lookbackUs} AND o.order_ts_us
  ) WHERE place = 1`;
}

async function load(duckDb, folder, { touches, orders }) {
  const touchFile = join(folder, "touches.csv");
  const orderFile = join(folder, "orders.csv");
  const tier = ({ signed, open }) => (signed !== null ? 2 : open !== null ? 1 : 0);
  writeFileSync(touchFile, touches.map((touch) => `${touch.identityId},${touch.eventId},${touch.arrivalTsUs},${touch.receivedTsUs},${tier(touch)}\n`).join(""));
  writeFileSync(orderFile, orders.map((order) => `${order.orderId},${order.identityId},${order.orderTsUs}\n`).join(""));
  await duckDb.run(`CREATE TABLE touches AS SELECT * FROM read_csv('${touchFile}', header = false, columns = {'identity_id': 'VARCHAR', 'event_id': 'VARCHAR', 'touch_ts_us': 'BIGINT', 'received_ts_us': 'BIGINT', 'tier': 'INTEGER'})`);
  await duckDb.run(`CREATE TABLE orders AS SELECT * FROM read_csv('${orderFile}', header = false, columns = {'order_id': 'VARCHAR', 'identity_id': 'VARCHAR', 'order_ts_us': 'BIGINT'})`);
}

function journeysOf({ touches, people, orders }) {
  const next = seeded(7);
  const someone = () => `u${Math.floor(next() * people)}`;
  const someTime = () => startUs + Math.floor(next() * 30 * dayUs);
  return {
    rules,
    watermarkUs,
    touches: Array.from({ length: touches }, (_, at) =>
      channelTouch({
        identityId: someone(),
        eventId: `event-${String(at).padStart(12, "0")}`,
        timeUs: someTime(),
        channel: next() < 0.5 ? "Email" : "Paid Search",
        isDirect: next() < 0.3,
        tokenStatus: next() < 0.1 ? "verified" : "missing",
      }),
    ),
    orders: Array.from({ length: orders }, (_, at) => {
      const orderTsUs = someTime();
      return { orderId: `o${at}`, identityId: someone(), eventId: `order-${at}`, orderTsUs, receivedTsUs: orderTsUs, valueMinor: 1000 + at, currency: "EUR" };
    }),
  };
}

function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}
