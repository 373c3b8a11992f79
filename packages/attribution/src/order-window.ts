import type { Order } from "./order.ts";

/** The part of a journey that an order looks at: `touches[from]` up to, but not including, `touches[to]`. */
export interface OrderWindow {
  readonly order: Order;
  readonly from: number;
  readonly to: number;
  /** Position of the touch made by the order's own event, which may not win it; -1 when there is none. */
  readonly own: number;
  /** Positions of the visible touches that came into the checkout of this order and may not win it, ascending; never `own`. */
  readonly injected: readonly number[];
}
