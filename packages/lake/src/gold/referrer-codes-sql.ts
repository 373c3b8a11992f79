import { integerLiteral } from "../sql/quote.ts";
import { dimReferrerCodeTable } from "../tables/gold-tables.ts";
import { identityJoin } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/** Fills `lake.dim_referrer_code`: a code belongs to whoever the first received `referral.invited` with it came from. */
export function referrerCodesSql({ dialect, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const code = dialect.mapGet("e.payload", "referrer_code");
  return insertInto(
    dialect,
    dimReferrerCodeTable,
    `SELECT referrer_code, identity_id FROM (
  SELECT ${code} AS referrer_code, ${identity} AS identity_id, row_number() OVER (PARTITION BY ${code} ORDER BY e.received_ts_us, e.event_id) AS place
  FROM ${dialect.table("events")} AS e
${joins}
  WHERE e.event_name = 'referral.invited' AND e.received_ts_us <= ${integerLiteral(watermarkUs)} AND ${code} IS NOT NULL
) AS invited WHERE place = 1`,
  );
}
