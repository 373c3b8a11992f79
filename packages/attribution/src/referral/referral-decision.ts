import type { EpochMicros } from "@liftproof/events";

/** What somebody decided about an award: it is approved before its hold is over, it was paid out, or it is void before that. */
export interface ReferralDecision {
  readonly kind: "approve" | "pay" | "void";
  readonly orderId: string;
  readonly atUs: EpochMicros;
}
