import { normalQuantile, normalQuantileUpper } from "@liftproof/estimators";
import type { ArmUnits, ComparisonPower } from "./comparison-power.ts";
import { sequentialPower } from "./sequential-power.ts";
import type { PowerByEffect } from "./sizing.ts";
import type { SizingPlan } from "./sizing-plan.ts";

/** Steps from no effect to the one that was asked for. */
const STEPS = 10;

/** What the curve is drawn for. */
export interface PowerCurveInput {
  /** Units of a single look in the two arms that decide. */
  readonly units: ArmUnits;
  /** The relative effect that was asked for; the curve goes to twice its size. */
  readonly effect: number;
}

/**
 * Power of one comparison over the effects there might be, with the planned units.
 *
 * For a watched experiment the expected single-look statistic of each effect drives the walk that the
 * sequence reads, so that the curve passes through the asked power at the asked effect there as well.
 */
export function powerCurve(plan: SizingPlan, metric: ComparisonPower, { units, effect }: PowerCurveInput): readonly PowerByEffect[] {
  const { comparisonAlpha: alpha, inflation, looks } = plan;
  const curve: PowerByEffect[] = [];
  for (let step = 0; step <= 2 * STEPS; step += 1) {
    const size = (Math.abs(effect) * step) / STEPS;
    const power = metric.powerAt(units, size, alpha);
    if (power === null) break;
    if (looks === null) curve.push({ effect: size, power });
    else {
      const drift = normalQuantileUpper(alpha / 2) + normalQuantile(Math.min(1 - Number.EPSILON, power));
      curve.push({ effect: size, power: sequentialPower({ alpha, drift, looks, inflation }) });
    }
  }
  return curve;
}
