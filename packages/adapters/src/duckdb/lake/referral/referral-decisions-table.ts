import type { TableDefinition } from "@liftproof/lake";

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
