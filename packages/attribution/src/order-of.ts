import type { SilverRow } from "@liftproof/events";
import type { CheckoutStarts } from "./checkout-starts.ts";
import type { Order } from "./order.ts";
import { orderVerdict } from "./order-verdict.ts";

/** The order a silver row reports, or `null` when it reports none; {@link orderVerdict} says why. */
export function orderOf(row: SilverRow, identityId: string, checkouts?: CheckoutStarts): Order | null {
  const verdict = orderVerdict(row, identityId, checkouts);
  return verdict.kind === "order" ? verdict.order : null;
}
