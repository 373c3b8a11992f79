import type { EpochMicros } from "@liftproof/events";
import { channelOfWinner } from "./channel-of-winner.ts";
import type { Crowd } from "./crowd.ts";
import { directChannel } from "./direct-channel.ts";
import { hasRepeats } from "./group-touches.ts";
import type { Order } from "./order.ts";
import type { OrderDecision } from "./order-decision.ts";
import type { PlainTimeline } from "./plain-sweep.ts";
import { plainSweep } from "./plain-sweep.ts";
import { plainKinds, plainTouches } from "./plain-touches.ts";
import { judgedTouch } from "./proof/judged-touch.ts";
import type { JudgedTouch, Touch, TouchTier } from "./touch.ts";
import type { TouchGroups } from "./touch-groups.ts";
import { markOf } from "./touch-groups.ts";

/** The decisions of a person's orders, in their order; `null` for people whose journey has to be made. */
export type PlainDecisions = (person: number) => readonly OrderDecision[] | null;

const tiers: readonly TouchTier[] = ["direct", "evidence", "proof"];

/**
 * Decides the orders of people all of whose touches are plain, without making their journeys.
 *
 * It is the rule of journeys for the case in which position alone ranks the touches of a tier and every touch is seen at once: no event comes
 * twice, no two touches share an instant, and each of them is plain. Most people are so, and making a journey with its judged touches,
 * windows and outcomes costs several times what deciding does. People who brought a token are gone over again without it.
 *
 * @returns `null` for rules that have to see journeys.
 */
export function plainDecisions(crowd: Crowd): PlainDecisions | null {
  const { groups, orders, reading, input } = crowd;
  const { rules } = input;
  if (rules.resetAtOrder) return null;
  const { kinds, instantsUs } = plainTouches(crowd);
  const judgedAt = (place: number): JudgedTouch | undefined => {
    const touch = touchAt(groups, place);
    return touch === undefined ? undefined : judgedTouch(touch, touch.token === null ? null : (reading.states.get(touch) ?? null), reading);
  };
  const timelineOf = (places: readonly number[], instants: readonly EpochMicros[], own: readonly Order[]): PlainTimeline => {
    const ranks: number[] = [];
    for (const place of places) ranks.push((kinds[place] ?? 0) & 3);
    return { instantsUs: instants, ranks, size: places.length, ownOf: rules.conversionIsTouch ? null : ownPositions(groups, places, own) };
  };
  const instantAt = (place: number): EpochMicros => instantsUs[place] ?? 0;
  const arrivalAt = (place: number): EpochMicros => touchAt(groups, place)?.arrivalTsUs ?? 0;
  return (person) => {
    const from = groups.starts[person] ?? 0;
    const to = groups.starts[person + 1] ?? from;
    const own = orders[person] ?? [];
    const places: number[] = [];
    let found = 0;
    let hasClick = false;
    for (let place = from; place < to; place++) {
      const instantUs = instantsUs[place] ?? Number.NaN;
      if (Number.isNaN(instantUs)) continue;
      found |= kinds[place] ?? 0;
      if (Number.isNaN(groups.instantsUs[place] ?? 0)) hasClick = true;
      places.push(place);
    }
    if ((found & plainKinds.odd) !== 0 || groups.views.has(person) || hasRepeats(groups, from, to)) return null;
    const instants = sortByInstant(places, instantAt);
    if (instants === null) return null;
    const timeline = timelineOf(places, instants, own);
    const outcomes = plainSweep(timeline, own, rules);
    let channels: readonly string[] | null = null;
    if ((found & plainKinds.signed) !== 0) {
      const seen = hasClick ? places.slice() : places;
      const arrivals = hasClick ? sortByInstant(seen, arrivalAt) : instants;
      if (arrivals === null) return null;
      // Without a click among them the touches stay where they are.
      const placed = hasClick ? timelineOf(seen, arrivals, own) : timeline;
      const ranks: number[] = [];
      for (const place of seen) ranks.push(((kinds[place] ?? 0) & plainKinds.evidenceWithoutToken) === 0 ? 0 : 1);
      channels = plainSweep({ ...placed, ranks }, own, rules).map(({ winner }) => openChannel(touchAt(groups, seen[winner] ?? -1)));
    }
    return outcomes.map((outcome, at): OrderDecision => {
      const winner = outcome.winner === -1 ? undefined : judgedAt(places[outcome.winner] ?? -1);
      const ownCount = outcome.hasOwn ? 1 : 0;
      return {
        order: outcome.order,
        winner,
        tier: tiers[outcome.rank] ?? null,
        runnerUpEventId: outcome.runnerUp === -1 ? null : (touchAt(groups, places[outcome.runnerUp] ?? -1)?.eventId ?? null),
        proofOverRecency: outcome.proofOverRecency,
        candidates: outcome.inWindow - ownCount,
        rejected: ownCount,
        withoutProofChannel: channels?.[at] ?? channelOfWinner(winner),
      };
    });
  };
}

function touchAt({ touches, members }: TouchGroups, place: number): Touch | undefined {
  return touches[members[place] ?? -1];
}

function openChannel(touch: Touch | undefined): string {
  return touch?.open?.channel ?? touch?.directAs ?? directChannel;
}

/** Up to this many, putting each in its place is quicker than a sort that has to be called. */
const few = 24;

/** Sorts places, and tells their instants; `null` when two are the same. */
function sortByInstant(places: number[], instantOf: (place: number) => EpochMicros): readonly EpochMicros[] | null {
  if (places.length > few) places.sort((a, b) => instantOf(a) - instantOf(b));
  const instants: EpochMicros[] = [];
  for (let size = 0; size < places.length; size++) {
    const place = places[size] ?? 0;
    const instantUs = instantOf(place);
    let at = size;
    for (; at > 0 && (instants[at - 1] ?? 0) > instantUs; at--) {
      instants[at] = instants[at - 1] ?? 0;
      places[at] = places[at - 1] ?? 0;
    }
    if (at > 0 && instants[at - 1] === instantUs) return null;
    instants[at] = instantUs;
    places[at] = place;
  }
  return instants;
}

/** Where the touches made by the events of orders stand; `null` when there are none. */
function ownPositions(groups: TouchGroups, places: readonly number[], orders: readonly Order[]): ReadonlyMap<string, number> | null {
  const only = orders.length === 1 && orders[0] !== undefined ? markOf(orders[0].eventId) : null;
  const marks = only === null ? new Set(orders.map(({ eventId }) => markOf(eventId))) : null;
  let positions: Map<string, number> | null = null;
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? -1;
    const mark = groups.marks[place] ?? 0;
    if (marks === null ? mark !== only : !marks.has(mark)) continue;
    const eventId = touchAt(groups, place)?.eventId;
    if (eventId !== undefined) (positions ??= new Map<string, number>()).set(eventId, at);
  }
  return positions;
}
