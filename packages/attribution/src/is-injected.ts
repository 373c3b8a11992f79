import type { Order } from "./order.ts";
import type { JudgedTouch } from "./touch.ts";

/**
 * Whether a touch claims an order whose checkout had begun before the claim came: the buyer was there already.
 *
 * A checkout begins no later than its order, whatever a browser's clock says.
 */
export function isInjected({ claimedTsUs }: JudgedTouch, { checkoutStartedTsUs, orderTsUs }: Order): boolean {
  if (claimedTsUs === null || checkoutStartedTsUs === null || checkoutStartedTsUs === undefined) return false;
  return claimedTsUs > Math.min(checkoutStartedTsUs, orderTsUs);
}
