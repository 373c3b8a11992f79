import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral } from "../sql/quote.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import { runTableName } from "../tables/run-tables.ts";
import { columnsOf, rowsOf } from "./run-dialect.ts";

/** What is taken over from which run. */
export interface Carry {
  readonly dialect: Dialect;
  readonly runId: number;
  readonly previousRunId: number;
  /** Orders before it stand as the run before has them. */
  readonly ordersFromUs: number;
}

/** After the codes of a run: a code's first owner may have invited before the events that the run reads; who that is by now is looked up. */
export function carriedCodes(carry: Carry): readonly NamedStatement[] {
  const { dialect, runId, previousRunId } = carry;
  const before = rowsOf({ dialect, runId: previousRunId }, "dim_referrer_code");
  return [
    { name: "referrers: leave out known codes", sql: `DELETE FROM ${dialect.table(runTableName("dim_referrer_code"))} WHERE run_id = ${integerLiteral(runId)} AND referrer_code IN (SELECT referrer_code FROM ${before})` },
    {
      name: "referrers: carry over",
      sql: `INSERT INTO ${dialect.table(runTableName("dim_referrer_code"))} (referrer_code, identity_id, run_id)
SELECT p.referrer_code, COALESCE(i.identity_id, p.identity_id), ${integerLiteral(runId)} FROM ${before} AS p
LEFT JOIN (SELECT user_id, identity_id FROM ${dialect.table("dim_identity")} WHERE user_id IS NOT NULL) AS i ON 'u:' || i.user_id = p.identity_id`,
    },
  ];
}

/** After the facts of a run: what it says of older orders, of whose touches it has read a part only, gives way to the run before. */
export function carriedFacts({ dialect, runId, previousRunId, ordersFromUs }: Carry): readonly NamedStatement[] {
  const from = integerLiteral(ordersFromUs);
  const own = integerLiteral(runId);
  const before = (name: string): string => rowsOf({ dialect, runId: previousRunId }, name);
  const older = `SELECT order_id FROM ${before("fact_orders")} WHERE order_ts_us < ${from}`;
  const oldInRun = `SELECT order_id FROM ${rowsOf({ dialect, runId }, "fact_orders")} WHERE order_ts_us < ${from}`;
  const ofOrder = `order_id IN (${older}) OR order_id IN (${oldInRun})`;
  // fact_orders last: the others ask it which orders are old.
  const rules: readonly { readonly name: string; readonly gives: string; readonly takes: string }[] = [
    { name: "fact_attribution_credit", gives: ofOrder, takes: `order_id IN (${older})` },
    { name: "fact_attribution_checkout", gives: ofOrder, takes: `order_id IN (${older})` },
    { name: "int_touches", gives: `touch_ts_us < ${from}`, takes: `touch_ts_us < ${from}` },
    { name: "fact_refunds", gives: `refund_ts_us < ${from}`, takes: `refund_ts_us < ${from}` },
    { name: "fact_orders", gives: `order_ts_us < ${from} OR order_id IN (${older})`, takes: `order_ts_us < ${from}` },
  ];
  return rules.flatMap(({ name, gives, takes }) => {
    const table = dialect.table(runTableName(name));
    const columns = columnsOf(name);
    return [
      { name: `${name}: leave out older rows`, sql: `DELETE FROM ${table} WHERE run_id = ${own} AND (${gives})` },
      { name: `${name}: carry over`, sql: `INSERT INTO ${table} (${columns}, run_id)\nSELECT ${columns}, ${own} FROM ${before(name)} AS p WHERE ${takes}` },
    ];
  });
}
