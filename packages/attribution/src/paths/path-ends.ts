import type { OrderPath } from "../order-path.ts";
import type { OrderWindow } from "../order-windows.ts";
import type { JudgedTouch } from "../touch.ts";

/** The earliest and the latest candidate of a window, looked up when asked for. */
export function pathEnds(touches: readonly JudgedTouch[], { from, to, order, own }: OrderWindow): Pick<OrderPath, "first" | "last"> {
  const isCandidate = (at: number): boolean => at !== own && (touches[at]?.visibleFromUs ?? Infinity) <= order.orderTsUs;
  return {
    first: () => {
      for (let at = from; at < to; at++) if (isCandidate(at)) return touches[at];
      return undefined;
    },
    last: () => {
      for (let at = to - 1; at >= from; at--) if (isCandidate(at)) return touches[at];
      return undefined;
    },
  };
}
