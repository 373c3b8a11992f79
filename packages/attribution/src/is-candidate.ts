import { isInjected } from "./is-injected.ts";
import type { OrderWindow } from "./order-window.ts";
import type { JudgedTouch } from "./touch.ts";

/** Whether a touch inside the window may win its order: visible by then, not the order's own event, and not claimed during its checkout. */
export function isCandidate(touch: JudgedTouch | undefined, position: number, { order, own }: OrderWindow): touch is JudgedTouch {
  return touch !== undefined && touch.visibleFromUs <= order.orderTsUs && position !== own && !isInjected(touch, order);
}
