import type { AttributionRules } from "./attribution-rules.ts";
import type { JudgedTouch, ProofState, Touch, TouchTier } from "./touch.ts";

/**
 * The touch as the rule sees it, once its proof state is known.
 *
 * A replayed token lends its touch nothing: neither labels, nor the instant of the click, nor early visibility. What
 * names a partner still has to be received before the order, so that nobody can claim an order after the fact.
 */
export function judgedTouch(touch: Touch, proofState: ProofState | null, rules: AttributionRules): JudgedTouch {
  const speaks = proofState === "proven" || proofState === "unconfirmed";
  const labels = speaks ? touch.signed : touch.open;
  const token = touch.token;
  const clickedTsUs = speaks && token !== null ? token.clickedTsUs : null;
  const touchTsUs = clickedTsUs ?? touch.arrivalTsUs;
  const isPartner = token !== null && (token.partner !== null || token.referrerCode !== null);
  const mustPrecede = isPartner || labels?.channel === "Affiliates";
  const ordinaryUs = mustPrecede ? touch.receivedTsUs : Math.max(touchTsUs, touch.receivedTsUs - rules.graceUs);
  return {
    touch,
    eventId: touch.eventId,
    receivedTsUs: touch.receivedTsUs,
    proofState,
    tier: tierOf(proofState, labels !== null),
    labels,
    touchTsUs,
    visibleFromUs: clickedTsUs ?? ordinaryUs,
    proofWindowUs: isPartner ? rules.partnerProofWindowUs : rules.proofWindowUs,
  };
}

function tierOf(proofState: ProofState | null, hasLabels: boolean): TouchTier {
  if (proofState === "proven") return "proof";
  return hasLabels ? "evidence" : "direct";
}
