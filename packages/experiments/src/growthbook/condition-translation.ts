import type { Remark } from "./growthbook-remark.ts";

/** What a condition of the payload may lean on. */
export interface GrowthbookConditionSupport {
  readonly savedGroups: Readonly<Record<string, unknown>>;
  /** Whether `$regex` may stay; otherwise it is refused. */
  readonly regex: boolean;
}

/** One translation under way. */
export interface ConditionTranslation extends GrowthbookConditionSupport {
  readonly remarks: Remark[];
  /** Condition groups being resolved, against cycles. */
  readonly groups: readonly string[];
}
