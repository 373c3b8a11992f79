import type { JudgedTouch } from "../touch.ts";

/** A click on somebody's referral link. */
export interface ReferralClick {
  readonly referrerIdentity: string;
  readonly refereeIdentity: string;
  /** The click itself, ranked against other clicks like any touch. */
  readonly judged: Pick<JudgedTouch, "eventId" | "receivedTsUs" | "touchTsUs" | "visibleFromUs" | "tier" | "proofState" | "proofWindowUs" | "labels">;
}

/**
 * The referral a touch stands for, or `null` when it names no referrer that is known.
 *
 * @param referrerOf - The identity behind a referrer code; `undefined` for a code nobody owns.
 */
export function referralClickOf(judged: JudgedTouch, referrerOf: (code: string) => string | undefined): ReferralClick | null {
  const { proofState, touch } = judged;
  const code = touch.token?.referrerCode;
  if (code === null || code === undefined || (proofState !== "proven" && proofState !== "unconfirmed")) return null;
  const referrerIdentity = referrerOf(code);
  return referrerIdentity === undefined ? null : { referrerIdentity, refereeIdentity: touch.identityId, judged };
}
