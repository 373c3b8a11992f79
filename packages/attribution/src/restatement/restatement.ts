/**
 * Why a published fact changed, the first that holds: it is looked at as of an earlier instant than before; another engine, another
 * edition of channel rules, or other rules made it; more or something else is known of who the buyer is; or events came late.
 */
export type RestatementCause = "earlier_watermark" | "engine_changed" | "channel_rules_changed" | "rules_changed" | "identity_merge" | "late_event";

/** One row of `fact_attribution_restatement`: a final fact as it was published. Rows are added and never changed. */
export interface Restatement {
  readonly orderId: string;
  /** 1 for the first time the order was restated. */
  readonly revision: number;
  /** The fact as it was, see `factText`. */
  readonly previous: string;
  readonly cause: RestatementCause;
}
