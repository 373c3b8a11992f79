/** The channel of an order that nothing but direct visits, or nothing at all, led to. */
export const directChannel = "direct";
