import type { NamedStatement } from "../silver/silver-statements.ts";
import { creditChannelsSql, creditsSql } from "./credits-sql.ts";
import type { GoldOptions } from "./gold-options.ts";
import { referrerCodesSql } from "./referrer-codes-sql.ts";
import { refundsSql } from "./refunds-sql.ts";
import { ordersSql } from "./orders-sql.ts";
import { touchesSql } from "./touches-sql.ts";
import { winnersSql } from "./winners-sql.ts";

/**
 * The statements that fill the attribution tables from `lake.events` and `lake.dim_identity`, in order. The tables must be empty;
 * run them in one transaction, so that readers see the old facts or the new ones.
 */
export function attributionStatements(options: GoldOptions): readonly NamedStatement[] {
  return [
    { name: "referrers", sql: referrerCodesSql(options) },
    { name: "orders", sql: ordersSql(options) },
    { name: "refunds", sql: refundsSql(options) },
    { name: "touches", sql: touchesSql(options) },
    { name: "winners", sql: winnersSql(options) },
    { name: "credits", sql: creditsSql(options) },
    { name: "channels", sql: creditChannelsSql(options) },
  ];
}
