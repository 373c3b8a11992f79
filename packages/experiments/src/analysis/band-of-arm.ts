import type { InsufficientBand, QuantileBand } from "@liftproof/estimators";
import type { QuantileMoments } from "./analysis-input.ts";

/** The quantile of one arm; that of no units when it is not listed. */
export function bandOfArm(byArm: QuantileMoments["byArm"], arm: string): QuantileBand | InsufficientBand {
  return (Object.hasOwn(byArm, arm) ? byArm[arm] : undefined) ?? { kind: "insufficient", reason: "too_few_units", estimate: null };
}
