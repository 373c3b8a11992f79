import type { AttributionRules } from "../attribution-rules.ts";
import { labelBook } from "../label-book.ts";
import { namesPartner } from "../names-partner.ts";
import { neverVisibleUs } from "../never-visible-us.ts";
import type { JudgedTouch, ProofState, Touch, TouchRejection, TouchTier } from "../touch.ts";
import { isUnprovenClaim } from "./is-unproven-claim.ts";
import type { ProofKnowledge } from "./proof-knowledge.ts";

/** What a touch is judged by beside its proof state. */
export interface TouchJudging {
  readonly rules: AttributionRules;
  readonly known: ProofKnowledge;
}

/**
 * The touch as the rule sees it, once its proof state is known.
 *
 * A replayed token lends its touch nothing: neither labels, nor the instant of the click, nor early visibility. What
 * names a partner still has to be received before the order, so that nobody can claim an order after the fact.
 */
export function judgedTouch(touch: Touch, proofState: ProofState | null, { rules, known }: TouchJudging): JudgedTouch {
  const speaks = proofState === "proven" || proofState === "unconfirmed";
  const labels = speaks ? touch.signed : touch.open;
  const token = touch.token;
  const clickedTsUs = speaks && token !== null ? token.clickedTsUs : null;
  const touchTsUs = clickedTsUs ?? touch.arrivalTsUs;
  const isPartner = token !== null && (token.partner !== null || token.referrerCode !== null);
  const mustPrecede = isPartner || (labels !== null && namesPartner(labels));
  const ordinaryUs = mustPrecede ? touch.receivedTsUs : Math.max(touchTsUs, touch.receivedTsUs - rules.graceUs);
  const rejection = rejectionOf(touch, proofState, { rules, known });
  return {
    touch,
    eventId: touch.eventId,
    receivedTsUs: touch.receivedTsUs,
    proofState,
    tier: touch.viewThrough === true ? "view_through" : tierOf(proofState, labels !== null),
    labels,
    touchTsUs,
    visibleFromUs: rejection === null ? (clickedTsUs ?? ordinaryUs) : neverVisibleUs,
    proofWindowUs: isPartner ? rules.partnerProofWindowUs : rules.proofWindowUs,
    rejection,
    claimedTsUs: isGuarded(touch, proofState, rules) ? Math.max(touch.receivedTsUs, touchTsUs) : null,
  };
}

/** Claims that somebody else may drop on a buyer who is paying already. Our own proven click was made by the buyer. */
function isGuarded(touch: Touch, proofState: ProofState | null, rules: AttributionRules): boolean {
  if (!rules.checkoutGuard) return false;
  const speaks = proofState === "proven" || proofState === "unconfirmed";
  const labels = speaks ? touch.signed : touch.open;
  if (labels === null) return false;
  const token = speaks ? touch.token : null;
  if (token !== null && token.partner !== null) return true;
  if (token !== null && token.kind === "click" && proofState === "proven") return false;
  return namesPartner(labels) || (labels.source !== null && labelBook(rules).isCouponSource(labels.source));
}

function tierOf(proofState: ProofState | null, hasLabels: boolean): TouchTier {
  if (proofState === "proven") return "proof";
  return hasLabels ? "evidence" : "direct";
}

function rejectionOf(touch: Touch, proofState: ProofState | null, { rules, known }: TouchJudging): TouchRejection | null {
  if (proofState === "self_referral") return "self_referral";
  if (rules.requireProof.length === 0 || rules.proofMode !== "enforce" || proofState === "proven") return null;
  const speaks = proofState === "unconfirmed";
  const labels = speaks ? touch.signed : touch.open;
  if (labels === null) return null;
  const claim = { labels, partner: speaks ? (touch.token?.partner ?? null) : null, receivedTsUs: touch.receivedTsUs };
  return isUnprovenClaim(claim, rules.requireProof, known.loweredKeys ?? []) ? "unproven_claim" : null;
}
