import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { textLiteral } from "../quote.ts";
import type { Lake } from "./open-lake.ts";

/** Which experiment, and how long before and after its first exposure a unit's orders count. */
export interface SampleOptions {
  readonly folder: string;
  readonly expId: string;
  readonly windowUs: number;
}

/**
 * Writes a built lake as the three files most people have: `units.csv` (one row per unit of one experiment), `touches.csv` and
 * `orders.csv`. Amounts are decimal text in major units with two decimals, instants ISO 8601 UTC; rows stand in a fixed order.
 *
 * @returns The paths written.
 */
export async function exportSample(lake: Lake, { folder, expId, windowUs }: SampleOptions): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const queries = { "units.csv": unitsQuery(expId, windowUs), "touches.csv": touchesQuery, "orders.csv": ordersQuery };
  const paths: string[] = [];
  for (const [name, query] of Object.entries(queries)) {
    const path = join(folder, name);
    await lake.run(`COPY (${query}) TO ${textLiteral(path)} (FORMAT csv, HEADER true)`);
    paths.push(path);
  }
  return paths;
}

function unitsQuery(expId: string, windowUs: number): string {
  const ordered = (after: boolean): string => {
    const from = after ? "f.first_exposure_us" : `f.first_exposure_us - ${windowUs}`;
    const to = after ? `f.first_exposure_us + ${windowUs}` : "f.first_exposure_us - 1";
    return `FILTER (WHERE o.order_ts_us BETWEEN ${from} AND ${to})`;
  };
  return `SELECT f.unit_id, f.variant, count(o.order_id) ${ordered(true)} > 0 AS ordered,
  ${money(`COALESCE(SUM(o.value_minor) ${ordered(true)}, 0)`)} AS revenue, ${money(`COALESCE(SUM(o.value_minor) ${ordered(false)}, 0)`)} AS revenue_before
FROM lake.fact_experiments AS f LEFT JOIN lake.fact_orders AS o ON o.identity_id = f.unit_id
WHERE f.exp_id = ${textLiteral(expId)} AND NOT f.crossover AND NOT f.bot
GROUP BY f.unit_id, f.variant ORDER BY f.unit_id`;
}

const touchesQuery = `SELECT identity_id, event_id, ${instant("touch_ts_us")} AS touch_at, CASE WHEN tier = 'direct' THEN 'direct' ELSE channel END AS channel,
  CASE WHEN tier = 'proof' THEN 'verified' ELSE 'missing' END AS click_status
FROM lake.int_touches WHERE position IS NOT NULL ORDER BY identity_id, position`;

const ordersQuery = `SELECT order_id, identity_id, ${instant("order_ts_us")} AS order_at, ${money("value_minor")} AS value, currency
FROM lake.fact_orders ORDER BY order_ts_us, order_id`;

function money(minor: string): string {
  return `CAST(${minor} AS DECIMAL(35, 0)) * CAST(0.01 AS DECIMAL(3, 2))`;
}

function instant(us: string): string {
  return `strftime(make_timestamp(${us}), '%Y-%m-%dT%H:%M:%S.%fZ')`;
}
