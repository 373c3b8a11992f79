import { micros } from "../micros.ts";

/** How far back a cause may lie and still have brought an order. */
export const lookbackUs: number = 7 * micros.day;
