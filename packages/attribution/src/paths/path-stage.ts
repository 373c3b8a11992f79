import type { JudgedTouch } from "../touch.ts";
import { positionSet } from "./position-set.ts";

/** Which touches of a path stand, told from the neighbors a touch has in its group. */
export interface StageRule {
  /** Touches with one key are of one group. */
  readonly groupOf: (touch: JudgedTouch) => string;
  readonly stands: (touch: JudgedTouch, before: JudgedTouch | undefined, after: JudgedTouch | undefined) => boolean;
}

/** Hears which positions come into a path and go out of it. */
export interface PathListener {
  readonly enter: (position: number) => void;
  readonly leave: (position: number) => void;
}

/**
 * A listener that passes on only the touches that stand under the rule.
 *
 * One touch more or less can change no more than its own standing and that of its two neighbors, so a change costs a few
 * steps, however long the path is.
 */
export function pathStage(touches: readonly JudgedTouch[], { groupOf, stands }: StageRule, listener: PathListener): PathListener {
  const { slotOf, positionOf, groupAt } = grouped(touches, groupOf);
  const members = positionSet(touches.length);
  const standing = new Uint8Array(touches.length);
  const neighbor = (slot: number, found: number): number => (found >= 0 && groupAt[found] === groupAt[slot] ? found : -1);
  const before = (slot: number): number => neighbor(slot, members.atOrBefore(slot - 1));
  const after = (slot: number): number => neighbor(slot, members.atOrAfter(slot + 1));
  const touchAt = (slot: number): JudgedTouch | undefined => (slot < 0 ? undefined : touches[positionOf[slot] ?? 0]);
  const judge = (slot: number): void => {
    const touch = touchAt(slot);
    if (touch === undefined) return;
    const position = positionOf[slot] ?? 0;
    const isStanding = stands(touch, touchAt(before(slot)), touchAt(after(slot)));
    if (isStanding === (standing[position] === 1)) return;
    standing[position] = isStanding ? 1 : 0;
    if (isStanding) listener.enter(position);
    else listener.leave(position);
  };
  return {
    enter: (position) => {
      const slot = slotOf[position] ?? 0;
      members.add(slot);
      judge(before(slot));
      judge(slot);
      judge(after(slot));
    },
    leave: (position) => {
      const slot = slotOf[position] ?? 0;
      members.remove(slot);
      if (standing[position] === 1) listener.leave(position);
      standing[position] = 0;
      judge(before(slot));
      judge(after(slot));
    },
  };
}

interface Grouped {
  readonly slotOf: Int32Array;
  readonly positionOf: Int32Array;
  readonly groupAt: Int32Array;
}

/** Slots hold the positions group by group, each group in ranking order. */
function grouped(touches: readonly JudgedTouch[], groupOf: (touch: JudgedTouch) => string): Grouped {
  const groups = new Map<string, number[]>();
  for (const [position, touch] of touches.entries()) {
    const key = groupOf(touch);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [position]);
    else group.push(position);
  }
  const slotOf = new Int32Array(touches.length);
  const positionOf = new Int32Array(touches.length);
  const groupAt = new Int32Array(touches.length);
  let slot = 0;
  let number = 0;
  for (const group of groups.values()) {
    for (const position of group) {
      slotOf[position] = slot;
      positionOf[slot] = position;
      groupAt[slot++] = number;
    }
    number++;
  }
  return { slotOf, positionOf, groupAt };
}
