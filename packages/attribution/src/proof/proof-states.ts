import { compareReceipts } from "../compare-receipts.ts";
import type { ProofState, Touch } from "../touch.ts";
import { bindingEvents } from "./binding-events.ts";
import type { ProofKnowledge } from "./proof-knowledge.ts";

/** The proof state of each touch that carries a verified token; `undefined` for all others. */
export type ProofStates = Pick<ReadonlyMap<Touch, ProofState>, "get">;

/**
 * What became of every verified token, judged over all touches at once.
 *
 * A nonce belongs to the identity of its first confirming binding touch, else of the first received one; ties by event
 * id. Judging all at once makes the owner independent of the order of arrival: judged one by one, a late confirmed
 * landing would find its click already given away. Only pages and orders bind a nonce: the redirector's own `shortlink.click` happens on another host
 * under another anonymous id; nor does a visitor for whom the token was not minted. What
 * confirms is the landing that a person caused, or an order with the token where a person caused the redirect.
 *
 * Tokens of any other status have none.
 */
export function proofStates(touches: Iterable<Touch>, known: ProofKnowledge = {}): ProofStates {
  const states = new Map<Touch, ProofState>();
  const byNonce = new Map<string, Touch[]>();
  for (const touch of touches) {
    if (touch.token === null || loneState(touch, known) !== undefined) continue;
    const key = `${touch.token.keyId} ${touch.token.nonce}`;
    const group = byNonce.get(key);
    if (group === undefined) byNonce.set(key, [touch]);
    else group.push(touch);
  }
  for (const group of byNonce.values()) judgeNonce(group, states);
  for (const [touch, state] of states) states.set(touch, ownClick(touch, state, known));
  // Most tokens are compared with no other; they are judged when they are asked for.
  return { get: (touch) => (touch.token === null ? undefined : (loneState(touch, known) ?? states.get(touch))) };
}

/** The state of a token that is compared with no other: a link, or a click without a nonce; `undefined` for others and for none. */
function loneState(touch: Touch, known: ProofKnowledge): ProofState | undefined {
  const { token } = touch;
  if (token === null) return undefined;
  if (isMismatch(touch, known)) return "identity_mismatch";
  // A trusted key lifts the doubt about its partner. Many click one link, so no link proves who sent a referred friend.
  if (token.kind === "link") return ownClick(touch, token.referrerCode === null && (token.partner === null || token.trusted) ? "proven" : "unconfirmed", known);
  return token.nonce === null ? ownClick(touch, "unconfirmed", known) : undefined;
}

function ownClick(touch: Touch, state: ProofState, known: ProofKnowledge): ProofState {
  return (state === "proven" || state === "unconfirmed") && isSelfReferral(touch, known) ? "self_referral" : state;
}

/** Minted for one known person and brought by another; an anonymous visitor may turn out to be the right one. */
function isMismatch({ identityId, token }: Touch, { identityHashOf }: ProofKnowledge): boolean {
  const wanted = token?.identityHash ?? null;
  if (wanted === null || identityHashOf === undefined) return false;
  const found = identityHashOf(identityId);
  return found !== undefined && found !== wanted;
}

function isSelfReferral({ identityId, token }: Touch, { referrerOf }: ProofKnowledge): boolean {
  const code = token?.referrerCode ?? null;
  return code !== null && referrerOf !== undefined && referrerOf(code) === identityId;
}

function judgeNonce(group: readonly Touch[], states: Map<Touch, ProofState>): void {
  const isActivated = group.some(({ token }) => token?.activated === true);
  const confirms = ({ token, eventName }: Touch): boolean => token?.confirmed === true || (isActivated && eventName === "order.created");
  const owner = ownerOf(group, confirms);
  const standing = new Map<string, Touch>();
  let isConfirmed = false;
  for (const touch of group) {
    const known = standing.get(touch.identityId);
    if (known === undefined || compareReceipts(touch, known) < 0) standing.set(touch.identityId, touch);
    if (touch.identityId === owner && confirms(touch)) isConfirmed = true;
  }
  for (const touch of group) {
    if (owner !== null && touch.identityId !== owner) states.set(touch, "replayed");
    else if (touch.eventId !== standing.get(touch.identityId)?.eventId) states.set(touch, "reload");
    else states.set(touch, isConfirmed && mayProve(touch) ? "proven" : "unconfirmed");
  }
}

function ownerOf(group: readonly Touch[], confirms: (touch: Touch) => boolean): string | null {
  let first: Touch | null = null;
  let firstIsConfirmed = false;
  for (const touch of group) {
    if (!bindingEvents.has(touch.eventName)) continue;
    const isConfirmed = confirms(touch);
    if (first === null || (isConfirmed && !firstIsConfirmed) || (isConfirmed === firstIsConfirmed && compareReceipts(touch, first) < 0)) {
      first = touch;
      firstIsConfirmed = isConfirmed;
    }
  }
  return first?.identityId ?? null;
}

/** A partner mints for itself, so its click proves nothing unless we said that we trust the key. */
function mayProve({ token }: Touch): boolean {
  return token !== null && (token.partner === null || token.trusted);
}
