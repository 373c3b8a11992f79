import type { EpochMicros } from "@liftproof/events";
import type { JudgedTouch } from "./touch.ts";

/**
 * Rank of the tier in which a touch competes for an order: 2 proof, 1 evidence, 0 direct.
 *
 * Proof is effective up to and including the end of its window; after that it competes as evidence.
 */
export function effectiveRank(touch: Pick<JudgedTouch, "tier" | "proofWindowUs" | "touchTsUs"> | undefined, orderTsUs: EpochMicros): 0 | 1 | 2 {
  if (touch === undefined || touch.tier === "direct") return 0;
  if (touch.tier === "evidence") return 1;
  return touch.proofWindowUs === null || orderTsUs - touch.touchTsUs <= touch.proofWindowUs ? 2 : 1;
}
