import type { EpochMicros } from "@liftproof/events";
import { compareReceipts } from "./compare-receipts.ts";
import type { Touch } from "./touch.ts";
import type { TouchGroups } from "./touch-groups.ts";

/** The instants that any order of a person looks at, both ends inclusive. */
export interface Span {
  readonly oldestUs: EpochMicros;
  readonly newestUs: EpochMicros;
}

/** Up to this many touches, comparing each with each is quicker than a table. */
const smallGroup = 24;

/** One person's touches that may lie in the span, each event once, at its first receipt. */
export function groupTouches(groups: TouchGroups, person: number, span: Span): readonly Touch[] {
  const from = groups.starts[person] ?? 0;
  const to = groups.starts[person + 1] ?? from;
  const repeats = to - from <= smallGroup ? null : repeatedPlaces(groups, from, to);
  const found: Touch[] = [];
  for (let place = from; place < to; place++) {
    const instantUs = groups.instantsUs[place] ?? 0;
    if (instantUs < span.oldestUs || instantUs > span.newestUs) continue;
    const touch = groups.touches[groups.members[place] ?? 0];
    if (touch === undefined) continue;
    const isRepeat = repeats === null ? hasEarlier(groups, { from, to, place, touch }) : repeats.has(place);
    if (!isRepeat) found.push(touch);
  }
  return found;
}

/** Whether some event of a person may stand at more than one place: no for certain, or yes perhaps. */
export function hasRepeats(groups: TouchGroups, from: number, to: number): boolean {
  if (to - from > smallGroup) return repeatedPlaces(groups, from, to).size > 0;
  const { marks } = groups;
  for (let place = from + 1; place < to; place++) {
    const mark = marks[place];
    for (let other = from; other < place; other++) if (marks[other] === mark) return true;
  }
  return false;
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

/** The places of a large group whose event stands at another place with an earlier receipt: a hash table over the marks. */
function repeatedPlaces({ members, marks, touches }: TouchGroups, from: number, to: number): ReadonlySet<number> {
  const repeats = new Set<number>();
  const bits = 33 - Math.clz32(to - from);
  const table = new Int32Array(2 ** bits).fill(-1);
  const isCopy = (place: number, other: number): boolean =>
    marks[place] === marks[other] && touches[members[place] ?? 0]?.eventId === touches[members[other] ?? 0]?.eventId;
  for (let place = from; place < to; place++) {
    let slot = Math.imul(marks[place] ?? 0, 0x9e3779b1) >>> (32 - bits);
    let other = table[slot] ?? -1;
    while (other !== -1 && !isCopy(place, other)) {
      slot = (slot + 1) % table.length;
      other = table[slot] ?? -1;
    }
    const touch = touches[members[place] ?? 0];
    const copy = touches[members[other] ?? 0];
    const isFirst = other === -1 || touch === undefined || copy === undefined || isEarlier(touch, copy, false);
    if (other !== -1) repeats.add(isFirst ? other : place);
    if (isFirst) table[slot] = place;
  }
  return repeats;
}

/** Only copies that say the same are told apart by the order in which they were given. */
function isEarlier(a: Touch, b: Touch, wasGivenBefore: boolean): boolean {
  const order = compareReceipts(a, b);
  return order < 0 || (order === 0 && wasGivenBefore);
}
