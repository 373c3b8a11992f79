import type { EpochMicros } from "@liftproof/events";
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
  for (let place = from; place < to; place++) {
    const mark = marks[place] ?? 0;
    let slot = Math.imul(mark, 0x9e3779b1) >>> (32 - bits);
    for (let other = table[slot] ?? -1; ; other = table[slot] ?? -1) {
      if (other === -1) {
        table[slot] = place;
        break;
      }
      if (marks[other] === mark) {
        const touch = touches[members[place] ?? 0];
        const copy = touches[members[other] ?? 0];
        if (touch !== undefined && copy !== undefined && copy.eventId === touch.eventId) {
          const isFirst = isEarlier(touch, copy, false);
          repeats.add(isFirst ? other : place);
          if (isFirst) table[slot] = place;
          break;
        }
      }
      slot = (slot + 1) % table.length;
    }
  }
  return repeats;
}

function isEarlier(a: Touch, b: Touch, wasGivenBefore: boolean): boolean {
  return a.receivedTsUs < b.receivedTsUs || (a.receivedTsUs === b.receivedTsUs && wasGivenBefore);
}
