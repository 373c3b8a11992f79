import { compareTouches } from "../compare-touches.ts";
import { neverVisibleUs } from "../never-visible-us.ts";
import type { JudgedTouch, Touch } from "../touch.ts";
import type { TouchJudging } from "./judged-touch.ts";
import { judgedTouch } from "./judged-touch.ts";
import type { ProofStates } from "./proof-states.ts";

/** What the touches of a journey are judged by. */
export interface Reading extends TouchJudging {
  readonly states: ProofStates;
  /** Event ids that the fraud filter took out: they stay in sight, but can win nothing. */
  readonly rejected: ReadonlySet<string>;
}

/** The touches as the rule sees them, in ranking order; reloads are left out. */
export function judgedTouches(touches: Iterable<Touch>, reading: Reading): readonly JudgedTouch[] {
  const { states, rejected } = reading;
  const judged: JudgedTouch[] = [];
  for (const touch of touches) {
    const state = touch.token === null ? null : (states.get(touch) ?? null);
    if (state === "reload") continue;
    const placed = judgedTouch(touch, state, reading);
    judged.push(rejected.size > 0 && rejected.has(touch.eventId) ? { ...placed, visibleFromUs: neverVisibleUs, rejection: "too_fast" } : placed);
  }
  return judged.length > 1 ? judged.sort(compareTouches) : judged;
}
