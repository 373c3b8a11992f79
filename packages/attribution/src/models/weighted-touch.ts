import type { JudgedTouch } from "../touch.ts";

/** A touch and its part of an order: `weight` out of the sum of all weights of that order. */
export interface WeightedTouch {
  readonly touch: JudgedTouch;
  /** A whole number above zero; the weights of one order add up to a safe integer. */
  readonly weight: number;
}
