import { bindingEvents } from "@liftproof/attribution";
import { textLiteral } from "../sql/quote.ts";

/**
 * Whose each nonce is. A nonce belongs to the first confirming binding touch, else the first received; only pages and orders
 * bind, and a redirector's click binds nothing, but one that a person caused lets an order confirm.
 */
export function noncesSql(): string {
  const bindingClass = `CASE WHEN event_name NOT IN (${[...bindingEvents].map(textLiteral).join(", ")}) THEN 2 WHEN is_confirmed THEN 0 ELSE 1 END`;
  const owned = "owner_id IS NOT NULL AND identity_id = owner_id";
  return `  SELECT event_id, owner_id, is_standing,
    MAX(CASE WHEN ${owned} AND is_confirmed THEN 1 ELSE 0 END) OVER (PARTITION BY key_id, nonce) AS owner_confirmed
  FROM (
    SELECT event_id, identity_id, key_id, nonce, is_confirmed,
      CASE WHEN MIN(${bindingClass}) OVER (PARTITION BY key_id, nonce) < 2 THEN
        FIRST_VALUE(identity_id) OVER (PARTITION BY key_id, nonce ORDER BY ${bindingClass}, received_ts_us, event_id) END AS owner_id,
      row_number() OVER (PARTITION BY key_id, nonce, identity_id ORDER BY received_ts_us, event_id) = 1 AS is_standing
    FROM (
      SELECT event_id, event_name, identity_id, key_id, nonce, received_ts_us,
        is_confirmed OR event_name = 'order.created' AND MAX(CASE WHEN is_activated THEN 1 ELSE 0 END) OVER (PARTITION BY key_id, nonce) = 1 AS is_confirmed
      FROM touched WHERE nonce IS NOT NULL AND NOT is_mismatch
    ) AS confirming
  ) AS bound`;
}

/** What became of every token; the referrer's own click is judged last, for it may as well be a reload or somebody else's. */
export function judgedSql(): string {
  return `  SELECT stated.*, CASE WHEN is_own_code AND token_state IN ('proven', 'unconfirmed') THEN 'self_referral' ELSE token_state END AS proof_state
  FROM (
${statedSql()}
  ) AS stated`;
}

function statedSql(): string {
  return `  SELECT touched.*, touched.is_signed AND (partner IS NOT NULL OR referrer_code IS NOT NULL) AS is_partner,
    CASE
      WHEN NOT is_signed THEN NULL
      WHEN is_mismatch THEN 'identity_mismatch'
      WHEN NOT is_click THEN CASE WHEN referrer_code IS NULL AND (partner IS NULL OR is_trusted) THEN 'proven' ELSE 'unconfirmed' END
      WHEN nonce IS NULL THEN 'unconfirmed'
      WHEN nonces.owner_id IS NOT NULL AND nonces.owner_id <> identity_id THEN 'replayed'
      WHEN NOT nonces.is_standing THEN 'reload'
      WHEN nonces.owner_confirmed = 1 AND (partner IS NULL OR is_trusted) THEN 'proven'
      ELSE 'unconfirmed' END AS token_state
  FROM touched LEFT JOIN nonces ON nonces.event_id = touched.event_id`;
}
