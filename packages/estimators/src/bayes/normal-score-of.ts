import { normalDensity, normalQuantile } from "../distributions/normal.ts";
import type { LineIntegral } from "./integrate-line.ts";
import type { NormalScore } from "./normal-scale-root.ts";

/** The normal quantile of the share that is not above, rising as the share above falls. */
export function normalScoreOf({ integral, slope }: LineIntegral): NormalScore {
  const value = -normalQuantile(Math.min(1, integral));
  return { value, slope: slope / normalDensity(value) };
}
