import type { EpochMicros } from "@liftproof/events";
import type { Touch } from "./touch.ts";

/** The touches received up to the watermark, by person, without a list for each. */
export interface TouchGroups {
  readonly touches: readonly Touch[];
  /** Places in `touches`; those of person n stand from `starts[n]` up to, but not including, `starts[n + 1]`. */
  readonly members: Int32Array;
  readonly starts: Int32Array;
  /** Per member, the instant of the touch as far as it is known before proof is judged; NaN where a click may change it. */
  readonly instantsUs: Float64Array;
  /** Per member, a number that differs for most different event ids. */
  readonly marks: Int32Array;
  /** Per touch, its place among the members and the number of its person; -1 where it is not grouped. */
  readonly places: Int32Array;
  readonly people: Int32Array;
  /** Touches with a verified token, also those of people who are not grouped. */
  readonly signed: readonly Touch[];
  /** The impressions with labels, by person. */
  readonly views: ReadonlyMap<number, readonly Touch[]>;
}

/** What {@link touchGroups} takes. */
export interface Grouping {
  /** The number of each person. */
  readonly numbers: Map<string, number>;
  /** Whether people without a number get the next one; else their touches are left out. */
  readonly addsPeople: boolean;
  /** Whether impressions are collected; they are never among the touches. */
  readonly readsViews: boolean;
  readonly watermarkUs: EpochMicros;
}

/**
 * Groups touches by person with a counting sort.
 *
 * Touches are read once, in the order they were given, which is how they lie in memory; what the next step asks of each of them is
 * put down by person.
 */
export function touchGroups(given: Iterable<Touch>, { numbers, addsPeople, readsViews, watermarkUs }: Grouping): TouchGroups {
  const touches: readonly Touch[] = Array.isArray(given) ? (given as readonly Touch[]) : [...given];
  const people = new Int32Array(touches.length).fill(-1);
  const read = { instantsUs: new Float64Array(touches.length), marks: new Int32Array(touches.length) };
  const signed: Touch[] = [];
  const views = new Map<number, Touch[]>();
  for (let at = 0; at < touches.length; at++) {
    const touch = touches[at];
    if (touch === undefined || touch.receivedTsUs > watermarkUs) continue;
    if (touch.viewThrough === true) {
      if (readsViews) addView(touch, numbers.get(touch.identityId), views);
      continue;
    }
    if (touch.token !== null) signed.push(touch);
    let person = numbers.get(touch.identityId);
    if (person === undefined && addsPeople) numbers.set(touch.identityId, (person = numbers.size));
    if (person === undefined) continue;
    people[at] = person;
    read.instantsUs[at] = touch.token !== null && touch.token.kind === "click" ? Number.NaN : touch.arrivalTsUs;
    read.marks[at] = markOf(touch.eventId);
  }
  return { touches, ...countingSort(read, people, numbers.size), signed, views };
}

function addView(view: Touch, person: number | undefined, views: Map<number, Touch[]>): void {
  if (person === undefined || view.open === null) return;
  const known = views.get(person);
  if (known === undefined) views.set(person, [view]);
  else known.push(view);
}

type Columns = Pick<TouchGroups, "members" | "starts" | "instantsUs" | "marks" | "places" | "people">;

/** Moves what was read of each touch to the touches of its person. */
function countingSort(read: Pick<TouchGroups, "instantsUs" | "marks">, people: Int32Array, count: number): Columns {
  const starts = new Int32Array(count + 1);
  for (const person of people) if (person >= 0) starts[person + 1] = (starts[person + 1] ?? 0) + 1;
  for (let person = 0; person < count; person++) starts[person + 1] = (starts[person + 1] ?? 0) + (starts[person] ?? 0);
  const total = starts[count] ?? 0;
  const members = new Int32Array(total);
  const instantsUs = new Float64Array(total);
  const marks = new Int32Array(total);
  const places = new Int32Array(people.length).fill(-1);
  const next = starts.slice();
  for (let at = 0; at < people.length; at++) {
    const person = people[at] ?? -1;
    if (person < 0) continue;
    const place = next[person] ?? 0;
    next[person] = place + 1;
    members[place] = at;
    places[at] = place;
    instantsUs[place] = read.instantsUs[at] ?? 0;
    marks[place] = read.marks[at] ?? 0;
  }
  return { members, starts, instantsUs, marks, places, people };
}

/** A number that differs for most different event ids: ids differ at their ends. */
export function markOf(eventId: string): number {
  let mark = eventId.length;
  for (let at = Math.max(0, eventId.length - 6); at < eventId.length; at++) mark = (Math.imul(mark, 131) + eventId.charCodeAt(at)) | 0;
  return mark;
}
