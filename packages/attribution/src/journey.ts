import type { Order } from "./order.ts";
import type { JudgedTouch } from "./touch.ts";

/** One identity's touches and orders up to the watermark, each once. */
export interface Journey {
  readonly identityId: string;
  /** Sorted by {@link compareTouches}; reloads are left out. */
  readonly touches: readonly JudgedTouch[];
  /** Impressions with labels, sorted the same way; none unless the rules let them earn orders. */
  readonly views: readonly JudgedTouch[];
  /** Sorted by instant, then order id. */
  readonly orders: readonly Order[];
}
