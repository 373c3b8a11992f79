import { factColumns } from "@liftproof/attribution";
import { columns } from "./columns.ts";
import type { TableDefinition } from "./table-definition.ts";

/** `lake.dim_identity`: who an anonymous id or a user id is, for every id that a link names. */
export const dimIdentityTable: TableDefinition = {
  name: "dim_identity",
  tier: "gold",
  comment: "One stretch of time of an anonymous id, or one user id, and its identity. Ids that no link names are an identity of their own.",
  grain: ["anon_id", "user_id", "valid_from_us"],
  nullableGrain: ["anon_id", "user_id", "valid_from_us"],
  columns: columns("anon_id string, user_id string, identity_id string, valid_from_us bigint, valid_to_us bigint"),
};

/** `lake.fact_orders`: every order once. */
export const factOrdersTable: TableDefinition = {
  name: "fact_orders",
  tier: "gold",
  comment: "One order, from the first received report of it, and when its checkout began if that is known; test orders are left out.",
  grain: ["order_id"],
  columns: columns(
    "order_id string, event_id string, identity_id string, order_ts timestamp, order_ts_us bigint, received_ts_us bigint, value_minor bigint, currency string, checkout_started_us bigint",
  ),
};

/** `lake.fact_refunds`: every refund once. */
export const factRefundsTable: TableDefinition = {
  name: "fact_refunds",
  tier: "gold",
  comment: "One refund of an order, from the first received report of it; amounts are above zero.",
  grain: ["order_id", "refund_id"],
  columns: columns(
    "refund_id string, order_id string, event_id string, refund_ts timestamp, refund_ts_us bigint, received_ts_us bigint, amount_minor bigint, currency string",
  ),
};

/** `lake.dim_referrer_code`: whose each referrer code is. */
export const dimReferrerCodeTable: TableDefinition = {
  name: "dim_referrer_code",
  tier: "gold",
  comment: "One referrer code and the identity that was first received inviting with it.",
  grain: ["referrer_code"],
  columns: columns("referrer_code string, identity_id string"),
};

/** `lake.int_identity_hash`: the keyed hashes of identities that came with a token minted for one person. */
export const intIdentityHashTable: TableDefinition = {
  name: "int_identity_hash",
  tier: "gold",
  comment: "One known identity and its keyed hash, as minters put it into tokens; empty without the pepper.",
  grain: ["identity_id"],
  columns: columns("identity_id string, identity_hash string"),
};

/** `lake.token_mode_log`: the circuit breaker's switches. */
export const tokenModeLogTable: TableDefinition = {
  name: "token_mode_log",
  tier: "gold",
  comment: "One switch of one key between enforce and report, and the hour it was judged by; a switch holds for what is received from at_us on.",
  grain: ["key_id", "at_us"],
  columns: columns("key_id string, mode string, at_us bigint, verified bigint, usual_verified real, refused bigint, tokens bigint"),
};

/** `lake.int_touches`: every touch with its proof judged. */
export const intTouchesTable: TableDefinition = {
  name: "int_touches",
  tier: "gold",
  comment: "One touch: where it says it came from, what its token proves, from when on it may win an order, or why it never may; position is its rank among the touches of its identity, NULL for reloads; claimed_us is when a claim came that may not come into a checkout. The open_*_us columns say the same of a run with proof turned off, and are NULL where it says the same.",
  grain: ["event_id"],
  columns: columns(
    `event_id string, event_name string, identity_id string, position bigint, received_ts_us bigint, touch_ts_us bigint, visible_from_us bigint,
     tier string, token_status string, proof_state string, is_partner boolean, key_id string, nonce string,
     channel string, source string, medium string, campaign string, open_channel string, rejection string, claimed_us bigint,
     open_touch_us bigint, open_visible_us bigint, open_claimed_us bigint`,
  ),
};

/** `lake.fact_attribution_checkout`: exactly one row per order. */
export const factAttributionCheckoutTable: TableDefinition = {
  name: "fact_attribution_checkout",
  tier: "gold",
  comment: "One order and the touch that won it.",
  grain: ["order_id"],
  columns: factColumns.map(({ column, type }) => ({ column, type })),
};

/** `lake.fact_attribution_credit`: the shares of the models that are exact in every engine. */
export const factAttributionCreditTable: TableDefinition = {
  name: "fact_attribution_credit",
  tier: "gold",
  comment: "The credit one model gives one touch of one order, in minor units; event_id is NULL for an order without a touch.",
  grain: ["order_id", "model", "event_id"],
  nullableGrain: ["event_id"],
  columns: columns("order_id string, model string, event_id string, credit_minor bigint"),
};

/** `lake.fact_attribution_channel`: credit added up. */
export const factAttributionChannelTable: TableDefinition = {
  name: "fact_attribution_channel",
  tier: "gold",
  comment: "Orders touched and money credited per model, channel and currency.",
  grain: ["model", "channel", "currency"],
  columns: columns("model string, channel string, currency string, orders bigint, credit_minor whole"),
};
