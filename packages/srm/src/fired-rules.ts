import { exactQuotient } from "./exact-quotient.ts";
import { isOverTwoPoints } from "./is-over-two-points.ts";
import type { ArmGap, SplitGap } from "./split-gap.ts";
import type { SplitRule } from "./split-rule.ts";

/** What the rules are asked of. */
export interface SplitEvidence {
  readonly gap: SplitGap;
  /** The p-value that stays honest under any number of looks. */
  readonly anytimePValue: number;
  /** The p-value of a single look, or `null` before the first unit. */
  readonly singleLook: { readonly pValue: number; readonly test: "chi-square" | "exact" } | null;
  /** True while units still arrive: the single-look p-value then has no say in `warn`. */
  readonly interim: boolean;
}

/**
 * Every rule that holds for a split, from the gravest to the mildest; none for a healthy one.
 *
 * Two points alone never kill: at 100 units that rule stops most healthy experiments, and at a million
 * it is blind to a certain mismatch of one point. All comparisons of counts are made in whole numbers.
 */
export function firedRules({ gap, anytimePValue, singleLook, interim }: SplitEvidence): readonly SplitRule[] {
  const fired: SplitRule[] = [];
  const far = worst(gap, (arm) => isOverTwoPoints(arm, gap), sharePoints);
  const off = worst(gap, isOffByOnePercent, ofExpected);
  if (anytimePValue < 1e-3 && far !== undefined) {
    fired.push({ verdict: "kill", rule: "anytime_and_two_points", anytimePValue, limit: 1e-3, arm: far.arm, deviationPoints: sharePoints(far, gap) });
  }
  if (anytimePValue < 1e-6 && off !== undefined) {
    const deviationOfExpected = off.expected === 0n ? null : ofExpected(off);
    fired.push({ verdict: "kill", rule: "anytime_and_one_percent", anytimePValue, limit: 1e-6, arm: off.arm, deviationOfExpected });
  }
  if (anytimePValue < 1e-3) fired.push({ verdict: "warn", rule: "anytime", anytimePValue, limit: 1e-3 });
  if (!interim && singleLook !== null && singleLook.pValue < 5e-4) {
    fired.push({ verdict: "warn", rule: "single_look", ...singleLook, limit: 5e-4 });
  }
  if (far !== undefined && singleLook !== null && singleLook.pValue < 1e-3) {
    fired.push({ verdict: "watch", rule: "two_points_and_single_look", ...singleLook, limit: 1e-3, arm: far.arm, deviationPoints: sharePoints(far, gap) });
  }
  const large = worst(gap, (arm) => isOverTwoPoints(arm, gap) && isLargeEnough(arm, gap), sharePoints);
  if (large !== undefined) {
    fired.push({ verdict: "watch", rule: "two_points_at_size", units: gap.units, enoughUnits: enoughUnits(large, gap), arm: large.arm, deviationPoints: sharePoints(large, gap) });
  }
  return fired;
}

/** The arm that is farthest off among those a condition holds for; the first of equals. */
function worst(gap: SplitGap, holds: (arm: ArmGap) => boolean, distance: (arm: ArmGap, gap: SplitGap) => number): ArmGap | undefined {
  let found: ArmGap | undefined;
  for (const arm of gap.arms) {
    if (holds(arm) && (found === undefined || Math.abs(distance(arm, gap)) > Math.abs(distance(found, gap)))) found = arm;
  }
  return found;
}

/** Signed distance of an arm's share from its promise, in percentage points. */
function sharePoints({ gap }: ArmGap, { units, denominator }: SplitGap): number {
  return exactQuotient(gap * 100n, BigInt(units) * denominator);
}

/** Signed distance of an arm's count from the expected one, as a share of the latter. */
function ofExpected({ gap, expected }: ArmGap): number {
  return expected === 0n ? Infinity : exactQuotient(gap, expected);
}

function isOffByOnePercent({ gap, expected }: ArmGap): boolean {
  // An arm that expects nothing yet and has nothing is not off.
  return gap !== 0n && (gap < 0n ? -gap : gap) * 100n >= expected;
}

/** n >= z^2 w (1 - w) / 0.02^2 with z = 3.29, that is 4 n >= 108241 w (1 - w), in whole numbers. */
function isLargeEnough({ expected }: ArmGap, { units, denominator }: SplitGap): boolean {
  const total = BigInt(units) * denominator;
  return 4n * BigInt(units) * total * total >= 108_241n * expected * (total - expected);
}

/** The least number of units for which `isLargeEnough` holds. */
function enoughUnits({ expected }: ArmGap, { units, denominator }: SplitGap): number {
  const total = BigInt(units) * denominator;
  const needed = 108_241n * expected * (total - expected);
  const divisor = 4n * total * total;
  return Number((needed + divisor - 1n) / divisor);
}
