import type { AttributionFact } from "./attribution-fact.ts";

/** How one field of {@link AttributionFact} is kept at rest. */
export interface FactColumn {
  readonly field: keyof AttributionFact;
  readonly column: string;
  /** A `timestamp` column holds in SQL the UTC instant that TypeScript holds as epoch microseconds. */
  readonly type: "string" | "bigint" | "boolean" | "timestamp";
}

/** The columns of `fact_attribution_checkout`, in order. */
export const factColumns: readonly FactColumn[] = [
  { field: "orderId", column: "order_id", type: "string" },
  { field: "identityId", column: "identity_id", type: "string" },
  { field: "orderTsUs", column: "order_ts", type: "timestamp" },
  { field: "orderValueMinor", column: "order_value_minor", type: "bigint" },
  { field: "currency", column: "currency", type: "string" },
  { field: "channel", column: "channel", type: "string" },
  { field: "source", column: "source", type: "string" },
  { field: "medium", column: "medium", type: "string" },
  { field: "campaign", column: "campaign", type: "string" },
  { field: "hasClickProof", column: "has_click_proof", type: "boolean" },
  { field: "tokenStatus", column: "token_status", type: "string" },
  { field: "proofState", column: "proof_state", type: "string" },
  { field: "winningEventId", column: "winning_event_id", type: "string" },
  { field: "touchTsUs", column: "touch_ts", type: "timestamp" },
  { field: "secondsToOrder", column: "seconds_to_order", type: "bigint" },
  { field: "tier", column: "tier", type: "string" },
  { field: "reason", column: "reason", type: "string" },
  { field: "runnerUpEventId", column: "runner_up_event_id", type: "string" },
  { field: "withoutProofChannel", column: "without_proof_channel", type: "string" },
  { field: "candidates", column: "candidates", type: "bigint" },
  { field: "rejected", column: "rejected", type: "bigint" },
  { field: "state", column: "state", type: "string" },
  { field: "rulesHash", column: "rules_hash", type: "string" },
  { field: "engineVersion", column: "engine_version", type: "string" },
  { field: "channelRulesVersion", column: "channel_rules_version", type: "string" },
  { field: "watermarkUs", column: "watermark", type: "timestamp" },
];
