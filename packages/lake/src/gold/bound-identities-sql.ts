import { integerLiteral } from "../sql/quote.ts";
import { identityJoin } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";

/**
 * The identities that came with a token minted for one person, whose keyed hashes a build has to know. The pepper stays with
 * whoever minted, so no engine can compute them.
 */
export function boundIdentitiesSql({ dialect, watermarkUs }: Pick<GoldOptions, "dialect" | "watermarkUs">): string {
  const { joins, identity } = identityJoin(dialect);
  return `SELECT DISTINCT ${identity} AS identity_id
FROM ${dialect.table("events")} AS e
${joins}
WHERE e.token_status = 'verified' AND e.received_ts_us <= ${integerLiteral(watermarkUs)} AND ${dialect.mapGet("e.click_claims", "identity_hash")} IS NOT NULL`;
}
