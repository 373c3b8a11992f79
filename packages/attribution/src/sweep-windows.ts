import type { OrderWindow } from "./order-window.ts";
import type { JudgedTouch } from "./touch.ts";

/** What happens along a journey, in the order of its orders. */
export interface WindowVisitor {
  /** The touch at this position may win from now on. */
  readonly enter: (touch: JudgedTouch, position: number) => void;
  /** It has fallen out of the lookback. */
  readonly leave: (touch: JudgedTouch, position: number) => void;
  /** All that entered and did not leave are candidates of this order, except the touch of its own event. */
  readonly settle: (window: OrderWindow) => void;
}

/**
 * Walks the orders of a journey, telling which touches come into and go out of view between them.
 *
 * Every touch enters and leaves at most once, so a journey costs one pass however many orders it has. A touch that was
 * received too late to be seen before it left is never told.
 */
export function sweepWindows(touches: readonly JudgedTouch[], windows: readonly OrderWindow[], visitor: WindowVisitor): void {
  const byVisibility = positionsByVisibility(touches);
  let seen = 0;
  let from = 0;
  let visibleUntilUs = -Infinity;
  for (const window of windows) {
    for (; from < window.from; from++) {
      const touch = touches[from];
      if (touch !== undefined && touch.visibleFromUs <= visibleUntilUs) visitor.leave(touch, from);
    }
    visibleUntilUs = window.order.orderTsUs;
    for (; seen < touches.length; seen++) {
      const position = byVisibility === null ? seen : (byVisibility[seen] ?? 0);
      const touch = touches[position];
      if (touch === undefined || touch.visibleFromUs > visibleUntilUs) break;
      if (position >= from) visitor.enter(touch, position);
    }
    visitor.settle(window);
  }
}

/**
 * Positions in the order in which touches become visible; `null` when that is the order they are in.
 *
 * Touches received in time become visible when they happen; only the late ones need sorting, and a merge.
 */
function positionsByVisibility(touches: readonly JudgedTouch[]): Int32Array | null {
  const late: number[] = [];
  for (let position = 0; position < touches.length; position++) {
    const touch = touches[position];
    if (touch !== undefined && touch.visibleFromUs > touch.touchTsUs) late.push(position);
  }
  if (late.length === 0) return null;
  const visibleFromUs = (position: number): number => touches[position]?.visibleFromUs ?? Infinity;
  late.sort((a, b) => visibleFromUs(a) - visibleFromUs(b));
  const positions = new Int32Array(touches.length);
  let filled = 0;
  let waiting = 0;
  for (let position = 0; position < touches.length; position++) {
    const touch = touches[position];
    if (touch === undefined || touch.visibleFromUs > touch.touchTsUs) continue;
    for (let next = late[waiting]; next !== undefined && visibleFromUs(next) <= touch.touchTsUs; next = late[++waiting]) {
      positions[filled++] = next;
    }
    positions[filled++] = position;
  }
  for (let next = late[waiting]; next !== undefined; next = late[++waiting]) positions[filled++] = next;
  return positions;
}
