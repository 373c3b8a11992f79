/** How long before an order a checkout may have begun and still belong to the same visit. */
export const checkoutVisitUs: number = 86_400_000_000;
