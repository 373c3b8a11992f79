import type { Crowd } from "./crowd.ts";
import { orderSpan } from "./order-span.ts";
import type { Reading } from "./proof/judged-touches.ts";
import { judgedTouch } from "./proof/judged-touch.ts";
import { withoutToken } from "./proof/without-token.ts";
import type { JudgedTouch, Touch } from "./touch.ts";

/** What {@link plainTouches} says of a touch: its tier, the tier it has if no token is read, and whether it carries one. */
export const plainKinds = { direct: 0, evidence: 1, proof: 2, evidenceWithoutToken: 4, signed: 8, odd: 16 } as const;

/** The touches that orders reach, by their places in the groups. */
export interface PlainTouches {
  /** Sums of {@link plainKinds}; `odd` where the rule has to look at the whole touch. */
  readonly kinds: Uint8Array;
  /** NaN where no order of the person reaches the touch. */
  readonly instantsUs: Float64Array;
}

/**
 * Judges the touches in the order in which they were given, and keeps of each what ranks it.
 *
 * Most touches are plain: seen the moment they happen, claimed by no partner, refused by nobody. For people who have no others the rule needs
 * two numbers of each touch. They are written down here, because the touches of a person lie far apart in memory: reading
 * them person by person is most of what an attribution costs.
 */
export function plainTouches({ input, groups, orders, reading, tokenless }: Crowd): PlainTouches {
  const { touches, places, people } = groups;
  const kinds = new Uint8Array(groups.members.length);
  const instantsUs = new Float64Array(groups.members.length).fill(Number.NaN);
  const oldestUs = new Float64Array(orders.length);
  const newestUs = new Float64Array(orders.length);
  orders.forEach((own, person) => {
    const span = orderSpan(own, input.rules);
    oldestUs[person] = span.oldestUs;
    newestUs[person] = span.newestUs;
  });
  const withoutTokens = tokenless === null ? null : tokenless();
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? -1;
    const touch = touches[at];
    if (place < 0 || touch === undefined) continue;
    const person = people[at] ?? 0;
    // NaN, a click whose instant its proof decides, is in no comparison.
    const knownUs = groups.instantsUs[place] ?? 0;
    if (knownUs < (oldestUs[person] ?? 0) || knownUs > (newestUs[person] ?? 0)) continue;
    const state = touch.token === null ? null : (reading.states.get(touch) ?? null);
    const judged = judgedTouch(touch, state, reading);
    instantsUs[place] = judged.touchTsUs;
    kinds[place] = state === "reload" || isOdd(judged, reading) ? plainKinds.odd : kindOf(judged) + kindWithoutToken(touch, withoutTokens);
  }
  return { kinds, instantsUs };
}

function isOdd({ eventId, touchTsUs, visibleFromUs, claimedTsUs, rejection, proofWindowUs }: JudgedTouch, { rules, rejected }: Reading): boolean {
  const isRefused = rejection !== null || (rejected.size > 0 && rejected.has(eventId));
  return isRefused || visibleFromUs !== touchTsUs || claimedTsUs !== null || proofWindowUs !== rules.proofWindowUs;
}

function kindOf({ tier }: JudgedTouch): number {
  return tier === "proof" ? plainKinds.proof : tier === "evidence" ? plainKinds.evidence : plainKinds.direct;
}

function kindWithoutToken(touch: Touch, reading: Reading | null): number {
  const labeled = touch.open === null ? 0 : plainKinds.evidenceWithoutToken;
  if (reading === null) return labeled;
  if (touch.token === null) return reading.rejected.size > 0 && reading.rejected.has(touch.eventId) ? plainKinds.odd : labeled;
  return isOdd(judgedTouch(withoutToken(touch), null, reading), reading) ? plainKinds.odd : labeled + plainKinds.signed;
}
