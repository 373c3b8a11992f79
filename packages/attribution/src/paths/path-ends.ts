import { isCandidate } from "../is-candidate.ts";
import type { OrderPath } from "../order-path.ts";
import type { OrderWindow } from "../order-window.ts";
import type { JudgedTouch } from "../touch.ts";

/** The earliest and the latest candidate of a window, looked up when asked for. */
export function pathEnds(touches: readonly JudgedTouch[], window: OrderWindow): Pick<OrderPath, "first" | "last"> {
  const { from, to } = window;
  return {
    first: () => {
      for (let at = from; at < to; at++) if (isCandidate(touches[at], at, window)) return touches[at];
      return undefined;
    },
    last: () => {
      for (let at = to - 1; at >= from; at--) if (isCandidate(touches[at], at, window)) return touches[at];
      return undefined;
    },
  };
}
