import type { Moments } from "../moments/moments.ts";
import { varianceOf } from "../moments/variance-of.ts";
import type { ArmEstimate } from "./arm-estimate.ts";

/** The mean of an arm of at least two units, with its squared standard error. */
export function estimateOfMean(arm: Moments): ArmEstimate {
  return {
    value: arm.mean,
    variance: varianceOf(arm) / arm.count,
    degreesOfFreedom: arm.count - 1,
  };
}
