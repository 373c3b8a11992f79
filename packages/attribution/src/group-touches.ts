import type { EpochMicros } from "@liftproof/events";
import type { Touch } from "./touch.ts";
import type { TouchGroups } from "./touch-groups.ts";

/** The instants that any order of a person looks at, both ends inclusive. */
export interface Span {
  readonly oldestUs: EpochMicros;
  readonly newestUs: EpochMicros;
}

/** Up to this many touches, comparing each with each is quicker than a map. */
const smallGroup = 64;

/** One person's touches that may lie in the span, each event once, at its first receipt. */
export function groupTouches(groups: TouchGroups, person: number, span: Span): readonly Touch[] {
  const from = groups.starts[person] ?? 0;
  const to = groups.starts[person + 1] ?? from;
  const first = to - from <= smallGroup ? null : firstReceipts(groups, from, to);
  const found: Touch[] = [];
  for (let place = from; place < to; place++) {
    const instantUs = groups.instantsUs[place] ?? 0;
    if (instantUs < span.oldestUs || instantUs > span.newestUs) continue;
    const touch = groups.touches[groups.members[place] ?? 0];
    if (touch === undefined) continue;
    const isFirst = first === null ? !hasEarlier(groups, { from, to, place, touch }) : first.get(touch.eventId) === touch;
    if (isFirst) found.push(touch);
  }
  return found;
}

interface Sought {
  readonly from: number;
  readonly to: number;
  readonly place: number;
  readonly touch: Touch;
}

function hasEarlier({ members, marks, touches }: TouchGroups, { from, to, place, touch }: Sought): boolean {
  const mark = marks[place];
  for (let other = from; other < to; other++) {
    if (marks[other] !== mark || other === place) continue;
    const copy = touches[members[other] ?? 0];
    if (copy !== undefined && copy.eventId === touch.eventId && isEarlier(copy, touch, other < place)) return true;
  }
  return false;
}

function firstReceipts({ members, touches }: TouchGroups, from: number, to: number): ReadonlyMap<string, Touch> {
  const byId = new Map<string, Touch>();
  for (let place = from; place < to; place++) {
    const touch = touches[members[place] ?? 0];
    if (touch === undefined) continue;
    const known = byId.get(touch.eventId);
    if (known === undefined || isEarlier(touch, known, false)) byId.set(touch.eventId, touch);
  }
  return byId;
}

function isEarlier(a: Touch, b: Touch, wasGivenBefore: boolean): boolean {
  return a.receivedTsUs < b.receivedTsUs || (a.receivedTsUs === b.receivedTsUs && wasGivenBefore);
}
