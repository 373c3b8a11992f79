import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral } from "../sql/quote.ts";

/** The instants of looking as a query with one column, `as_of_us`. At least one. */
export function looksSql(dialect: Dialect, asOfUs: readonly EpochMicros[]): string {
  if (asOfUs.length === 0) throw new RangeError("asOfUs: expected at least one instant, got none");
  const rows = asOfUs.map((us) => `(CAST(${integerLiteral(us)} AS ${dialect.type("bigint")}))`);
  return `SELECT as_of_us FROM (VALUES ${rows.join(", ")}) AS listed (as_of_us)`;
}
