import type { EpochMicros } from "@liftproof/events";

/** What somebody decided about an award: it was paid out, or it is void before that. */
export interface ReferralDecision {
  readonly kind: "pay" | "void";
  readonly orderId: string;
  readonly atUs: EpochMicros;
}
