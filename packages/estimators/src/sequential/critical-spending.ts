import { normalQuantileUpper, normalUpper } from "../distributions/normal.ts";
import type { StageDensity, StageStep } from "./stage-density.ts";
import { arrivalDensity, exitAbove, FARTHEST_CRITICAL } from "./stage-density.ts";

/**
 * The critical value beyond which one side of a look spends a given probability.
 *
 * Newton steps on the logarithm, which is concave, from the value of a first look: a critical value that is
 * never too low, from where every step stays on the same side.
 */
export function criticalSpending(stage: StageDensity, step: StageStep, toSpend: number): number {
  if (!(toSpend > normalUpper(FARTHEST_CRITICAL))) return FARTHEST_CRITICAL;
  let critical = normalQuantileUpper(toSpend);
  for (let newton = 0; newton < 60; newton += 1) {
    const exit = exitAbove(stage, step, critical);
    const change = (Math.log(exit / toSpend) * exit) / arrivalDensity(stage, step, critical);
    critical += change;
    if (!(change < -1e-14 * critical)) break;
  }
  return critical;
}
