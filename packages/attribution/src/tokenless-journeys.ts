import type { AttributionInput } from "./attribution-input.ts";
import { compareTouches } from "./compare-touches.ts";
import { tooFastEvents } from "./fraud/too-fast-events.ts";
import type { Journey } from "./journey.ts";
import type { Reading } from "./proof/judged-touches.ts";
import { judgedTouches } from "./proof/judged-touches.ts";
import type { ProofStates } from "./proof/proof-states.ts";
import { rulesWithoutProof } from "./proof/rules-without-proof.ts";
import { withoutToken } from "./proof/without-token.ts";
import type { JudgedTouch, Touch } from "./touch.ts";
import type { TouchGroups } from "./touch-groups.ts";

/** The journey of a person as a run with proof turned off makes it from the same touches; `null` where it would be the same. */
export type TokenlessJourney = (journey: Journey, touches: readonly Touch[]) => Journey | null;

const noStates: ProofStates = new Map();

/** What touches are judged by where no token is read; made when it is first asked for. */
export type TokenlessReading = () => Reading;

/** @returns `null` when that changes nobody's journey, because no token was received and none is required. */
export function tokenlessReading(groups: TouchGroups, { rules, watermarkUs }: AttributionInput): TokenlessReading | null {
  const demandsProof = rules.proofMode === "enforce" && rules.requireProof.length > 0;
  if (groups.signed.length === 0 && !demandsProof) return null;
  const judging = { rules: demandsProof ? rulesWithoutProof(rules) : rules, known: {} };
  let reading: Reading | undefined;
  return () => (reading ??= { ...judging, states: noStates, rejected: tooFastEvents(groups, null, { ...judging, watermarkUs }) });
}

/**
 * Finds what the journeys would be if no token were read: a touch stands at its arrival, under its own labels, no claim is rejected for want
 * of proof, and the fraud filter counts all touches together.
 */
export function tokenlessJourneys(readingOf: TokenlessReading): TokenlessJourney {
  return (journey, touches) => {
    const reading = readingOf();
    const { rejected } = reading;
    const isKept = ({ touch, rejection, eventId }: JudgedTouch): boolean =>
      touch.token === null && (rejection === null ? !rejected.has(eventId) : rejection === "too_fast" && rejected.has(eventId));
    const kept = journey.touches.filter(isKept);
    const areViewsKept = journey.views.every(({ rejection }) => rejection === null);
    if (areViewsKept && kept.length === touches.length) return null;
    const views = areViewsKept ? journey.views : judgedTouches(journey.views.map(({ touch }) => touch), { ...reading, rejected: noneRejected });
    if (kept.length === touches.length) return { ...journey, views };
    const stands = new Set(kept.map(({ touch }) => touch));
    const changed = judgedTouches(touches.filter((touch) => !stands.has(touch)).map(withoutToken), reading);
    return { ...journey, touches: [...kept, ...changed].sort(compareTouches), views };
  };
}

const noneRejected: ReadonlySet<string> = new Set();
