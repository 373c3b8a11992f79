import type { InsufficientReason, Interval } from "../comparison.ts";

/** A reading that stays valid however often and whenever one looks, or why it is too early. */
export type SequentialResult =
  | {
      readonly kind: "valid";
      readonly pValue: number;
      /** Of the difference; leaves out 0 exactly when `pValue` is below alpha. */
      readonly interval: Interval;
      readonly liftInterval: Interval | "unbounded";
    }
  | { readonly kind: "insufficient"; readonly reason: InsufficientReason };
