import type { AttributionFact, AttributionRules, Order, Touch } from "@liftproof/attribution";
import { attributeOrders, checkoutStarts, orderOf, touchOf } from "@liftproof/attribution";
import { known, type OwnedRow } from "./rows.ts";

/** The whole way from silver rows to facts. */
export function factsOf(rows: readonly OwnedRow[], rules: AttributionRules, watermarkUs: number): readonly AttributionFact[] {
  return attributeOrders({ ...readings(rows, rules, watermarkUs), rules, watermarkUs, known });
}

/** The touches and orders that silver rows stand for; checkouts are those received up to the watermark. */
export function readings(rows: readonly OwnedRow[], rules: AttributionRules, watermarkUs: number = Infinity): { readonly touches: readonly Touch[]; readonly orders: readonly Order[] } {
  const checkouts = checkoutStarts(rows, rules, watermarkUs);
  const touches = rows.map(({ row, identityId }) => touchOf(row, identityId, rules)).filter((touch) => touch !== null);
  const orders = rows.map(({ row, identityId }) => orderOf(row, identityId, checkouts)).filter((order) => order !== null);
  return { touches, orders };
}
