import type { ArmUnits, ComparisonPower } from "./comparison-power.ts";
import { powerCurve } from "./power-curve.ts";
import type { DetectableByDay, Sizing } from "./sizing.ts";
import type { SizingPlan } from "./sizing-plan.ts";

/** A year and a day: longer curves tell nobody anything. */
const MOST_CURVE_DAYS = 366;

/**
 * Units, days, gate and curves of a plan for a metric.
 *
 * Every treatment must be able to show the effect against control, so the treatment with the smallest
 * share decides the total.
 *
 * @param effect - The relative effect that was asked for.
 */
export function sizingOf(plan: SizingPlan, metric: ComparisonPower, effect: number): Sizing {
  const { comparisonAlpha, power, inflation, arms, controlShare, treatmentShares, maxDays, enteringPerDay, unitsPerCluster } = plan;
  const smallest = Math.min(...treatmentShares);
  const singleLook = metric.controlUnits(smallest / controlShare, { alpha: comparisonAlpha, power });
  const exactUnitsPerArm = singleLook * inflation;
  const exactUnits = exactUnitsPerArm / controlShare;
  const perArm = arms.map(({ arm, share }): [string, number] => [arm, wholeUnits(exactUnits * share)]);
  const units = perArm.reduce((sum, [, count]) => sum + count, 0);
  const days = enteringPerDay === null ? null : Math.ceil(units / enteringPerDay);
  const mdeAtMaxDays = maxDays === null ? null : detectableBy(maxDays, plan, metric).mde;
  const late = days !== null && maxDays !== null && days > maxDays;
  return {
    unitsPerArm: Object.fromEntries(perArm),
    exactUnitsPerArm,
    clustersPerArm: unitsPerCluster === null ? null : Object.fromEntries(perArm.map(([arm, count]) => [arm, Math.ceil(count / unitsPerCluster)])),
    units,
    days,
    confidenceSequenceN: wholeUnits(singleLook) + wholeUnits((singleLook / controlShare) * smallest),
    sequentialInflation: inflation,
    gate: maxDays === null ? null : late ? "fail" : "pass",
    gateReason: !late ? null : mdeAtMaxDays === null ? "nothing_shown_in_max_days" : "longer_than_max_days",
    mdeAtMaxDays,
    mdeByDay: days === null ? [] : Array.from({ length: Math.min(MOST_CURVE_DAYS, Math.max(days, maxDays ?? 1)) }, (_, index) => detectableBy(index + 1, plan, metric)),
    powerByEffect: powerCurve(plan, metric, { units: singleLookArms(plan, exactUnits), effect }),
  };
}

/** Rounded up, except where the excess over a whole number is rounding noise of a weight such as 1/3. */
function wholeUnits(exact: number): number {
  return Math.ceil(exact * (1 - 1e-12));
}

/** The two arms that decide, as units of a single look worth as much. */
function singleLookArms({ controlShare, treatmentShares, inflation }: SizingPlan, units: number): ArmUnits {
  return { control: (units * controlShare) / inflation, treatment: (units * Math.min(...treatmentShares)) / inflation };
}

function detectableBy(day: number, plan: SizingPlan, metric: ComparisonPower): DetectableByDay {
  const { comparisonAlpha: alpha, power, enteringPerDay } = plan;
  const units = Math.floor((enteringPerDay ?? 0) * day);
  return { day, units, mde: units === 0 ? null : metric.detectable(singleLookArms(plan, units), { alpha, power }) };
}
