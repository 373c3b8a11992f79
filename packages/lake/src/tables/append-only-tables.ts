import type { TableDefinition } from "./table-definition.ts";

/** `lake.fact_attribution_referral`: what a referral program awarded, took back, approved and paid. */
export const factAttributionReferralTable: TableDefinition = {
  name: "fact_attribution_referral",
  tier: "gold",
  comment: "One entry of the referral ledger. Entries are added by builds and never changed.",
  grain: ["entry_id"],
  columns: [
    { column: "entry_id", type: "string" },
    { column: "referral_id", type: "string" },
    { column: "referrer_identity", type: "string" },
    { column: "referee_identity", type: "string" },
    { column: "order_id", type: "string" },
    { column: "kind", type: "string" },
    { column: "amount_minor", type: "bigint" },
    { column: "currency", type: "string" },
    { column: "source", type: "string" },
    { column: "campaign", type: "string" },
    { column: "has_click_proof", type: "boolean" },
    { column: "reason", type: "string" },
    { column: "award_entry_id", type: "string" },
    { column: "at", type: "timestamp" },
  ],
  appendOnly: true,
};

/**
 * `lake.referral_decisions`: what people decided about awards.
 *
 * A record of its own beside the ledger: the ledger can be made again from silver and this table, while a decision is found nowhere else.
 */
export const referralDecisionsTable: TableDefinition = {
  name: "referral_decisions",
  tier: "gold",
  comment: "One decision about an award, by a person; builds follow it and never change it.",
  grain: ["kind", "order_id", "at"],
  columns: [
    { column: "kind", type: "string" },
    { column: "order_id", type: "string" },
    { column: "at", type: "timestamp" },
    { column: "note", type: "string" },
    { column: "recorded_at", type: "timestamp" },
  ],
  appendOnly: true,
};

/** `lake.fact_attribution_restatement`: final facts as they were published before something about them changed. */
export const factAttributionRestatementTable: TableDefinition = {
  name: "fact_attribution_restatement",
  tier: "gold",
  comment: "One final fact that a later build replaced: the row as it was, as JSON with sorted keys and instants in microseconds, and why it changed.",
  grain: ["order_id", "revision"],
  columns: [
    { column: "order_id", type: "string" },
    { column: "revision", type: "bigint" },
    { column: "previous", type: "string" },
    { column: "cause", type: "string" },
  ],
  appendOnly: true,
};

/** `lake.build_runs`: what was published, in order. */
export const buildRunsTable: TableDefinition = {
  name: "build_runs",
  tier: "gold",
  comment: "One published build; the latest run describes the gold tables as they are.",
  grain: ["run_id"],
  columns: [
    { column: "run_id", type: "bigint" },
    { column: "watermark_us", type: "bigint" },
    { column: "rules_hash", type: "string" },
    { column: "engine_version", type: "string" },
    { column: "events", type: "bigint" },
  ],
  appendOnly: true,
};

/** `lake.build_fingerprints`: what each build had read, so that the next one knows whether it may go on from there. */
export const buildFingerprintsTable: TableDefinition = {
  name: "build_fingerprints",
  tier: "gold",
  comment: "One published build and a fingerprint of the events it had read; only the engine that wrote it can compare it.",
  grain: ["run_id"],
  columns: [
    { column: "run_id", type: "bigint" },
    { column: "fingerprint", type: "string" },
  ],
  appendOnly: true,
};
