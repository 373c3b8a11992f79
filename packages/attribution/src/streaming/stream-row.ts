import type { Order } from "../order.ts";
import type { Touch } from "../touch.ts";

/** One row of a stream of touches and orders. */
export type StreamRow = { readonly kind: "touch"; readonly touch: Touch } | { readonly kind: "order"; readonly order: Order };
