import { isCandidate } from "../is-candidate.ts";
import type { Journey } from "../journey.ts";
import type { OrderOutcome } from "../order-outcomes.ts";
import type { OrderPath } from "../order-path.ts";
import { countsOf } from "../order-path.ts";
import type { JudgedTouch } from "../touch.ts";
import { collapsedPath } from "./collapsed-path.ts";
import { pathEnds } from "./path-ends.ts";
import type { PathSettings } from "./stage-rules.ts";
import { transformedPath } from "./transformed-path.ts";

/** The path of one order, read from its window when it is first asked for. */
export function listedPath({ touches }: Journey, outcome: OrderOutcome, { rules, transform }: PathSettings): OrderPath {
  const { window, winner, candidates } = outcome;
  let known: readonly JudgedTouch[] | null = null;
  const steps = (): readonly JudgedTouch[] => {
    if (known !== null) return known;
    const path: JudgedTouch[] = [];
    for (let at = window.from; at < window.to; at++) {
      const touch = touches[at];
      if (isCandidate(touch, at, window)) path.push(touch);
    }
    return (known = transformedPath(collapsedPath(path, rules.collapseGapUs), transform));
  };
  return { order: window.order, candidates, winner: touches[winner], ...pathEnds(touches, window), steps, counts: () => countsOf(steps()) };
}
