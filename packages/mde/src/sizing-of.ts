import type { ComparisonPower } from "./comparison-power.ts";
import type { DetectableByDay, Sizing } from "./sizing.ts";
import type { SizingPlan } from "./sizing-plan.ts";

/** A year and a day: longer curves tell nobody anything. */
const MOST_CURVE_DAYS = 366;

/**
 * Units, days, gate and curve of a plan for a metric.
 *
 * Every treatment must be able to show the effect against control, so the treatment with the smallest
 * share decides the total.
 */
export function sizingOf(plan: SizingPlan, metric: ComparisonPower): Sizing {
  const { comparisonAlpha, power, inflation, arms, controlShare, treatmentShares, maxDays, enteringPerDay } = plan;
  const design = { alpha: comparisonAlpha, power };
  const smallest = Math.min(...treatmentShares);
  const singleLook = metric.controlUnits(smallest / controlShare, design);
  const exactUnitsPerArm = singleLook * inflation;
  const exactUnits = exactUnitsPerArm / controlShare;
  const perArm = arms.map(({ arm, share }): [string, number] => [arm, wholeUnits(exactUnits * share)]);
  const units = perArm.reduce((sum, [, count]) => sum + count, 0);
  const days = enteringPerDay === null ? null : Math.ceil(units / enteringPerDay);
  return {
    unitsPerArm: Object.fromEntries(perArm),
    exactUnitsPerArm,
    units,
    days,
    confidenceSequenceN: wholeUnits(singleLook) + wholeUnits((singleLook / controlShare) * smallest),
    gate: days === null || maxDays === null ? null : days <= maxDays ? "pass" : "fail",
    mdeByDay: enteringPerDay === null || days === null ? [] : curve(plan, metric, { enteringPerDay, days }),
  };
}

/** Rounded up, except where the excess over a whole number is rounding noise of a weight such as 1/3. */
function wholeUnits(exact: number): number {
  return Math.ceil(exact * (1 - 1e-12));
}

function curve(
  plan: SizingPlan,
  metric: ComparisonPower,
  { enteringPerDay, days }: { readonly enteringPerDay: number; readonly days: number },
): readonly DetectableByDay[] {
  const { comparisonAlpha: alpha, power, inflation, controlShare, treatmentShares, maxDays } = plan;
  const smallest = Math.min(...treatmentShares);
  const length = Math.min(MOST_CURVE_DAYS, Math.max(days, maxDays ?? 1));
  return Array.from({ length }, (_, index) => {
    const units = Math.floor(enteringPerDay * (index + 1));
    const arms = { control: (units * controlShare) / inflation, treatment: (units * smallest) / inflation };
    return { day: index + 1, units, mde: units === 0 ? null : metric.detectable(arms, { alpha, power }) };
  });
}
