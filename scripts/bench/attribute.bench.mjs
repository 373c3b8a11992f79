/** The winning touch of every order: our engine beside the SQL most people write, in the same process on the same data. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { attributeOrders, attributionRules, channelTotals, channelTouch } from "@liftproof/attribution";
import { figure, measure } from "./measure.mjs";

const dayUs = 86_400_000_000;
const startUs = 1_790_000_000_000_000;
const lookbackUs = 7 * dayUs;
const rules = attributionRules({ lookbackUs, collapseGapUs: null });

export const title = "Attribute orders";

export async function run() {
  const rows = [
    ...(await contest("1 M touches of 100 k people, 100 k orders", { touches: 1_000_000, people: 100_000, orders: 100_000 })),
    ...(await contest("60 k touches and 4 k orders of one person", { touches: 60_000, people: 1, orders: 4_000 })),
  ];
  return {
    note: "CPU time of all threads. The full row carries the winner, its reason, the runner-up, what would have won without proof, and counts; the SQL gives the winner alone.",
    columns: ["data", "work", "CPU seconds", "touches per CPU second", "times the full row"],
    rows,
  };
}

async function contest(data, size) {
  const journeys = journeysOf(size);
  const folder = mkdtempSync(join(tmpdir(), "liftproof-bench-"));
  const duckDb = await openDuckDb({ threads: 2 });
  try {
    await load(duckDb, folder, journeys);
    let sink = 0;
    const least = await measure(
      {
        "full row, TypeScript": () => (sink += attributeOrders(journeys).length),
        "linear and position totals, TypeScript": () => (sink += Object.keys(channelTotals({ ...journeys, models: ["linear", "position"] })).length),
        "join and ROW_NUMBER, DuckDB": async () => (sink += (await duckDb.all(rowNumberSql)).length),
      },
      { rounds: 2 },
    );
    const full = least.get("full row, TypeScript");
    return [...least].map(([work, seconds]) => [data, work, figure(seconds), figure(size.touches / seconds), (seconds / full).toFixed(2)]);
  } finally {
    await duckDb.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const rowNumberSql = `
  SELECT COUNT(*) AS orders, COUNT(winner) AS won FROM (
    SELECT o.order_id, t.event_id AS winner, ROW_NUMBER() OVER (
      PARTITION BY o.order_id ORDER BY t.tier DESC, t.touch_ts_us DESC, t.received_ts_us DESC, t.event_id DESC) AS place
    FROM orders o LEFT JOIN touches t
      ON t.identity_id = o.identity_id AND t.touch_ts_us BETWEEN o.order_ts_us - ${lookbackUs} AND o.order_ts_us
  ) WHERE place = 1`;

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
    watermarkUs: startUs + 60 * dayUs,
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
