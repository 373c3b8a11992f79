import type { SplitGap } from "./split-gap.ts";
import { isOverTwoPoints } from "./is-over-two-points.ts";

/** How far a split may be trusted; `warn` and `kill` make every result of the experiment invalid. */
export type SrmVerdict = "healthy" | "watch" | "warn" | "kill";

/** What the verdict is built from. */
export interface SplitEvidence {
  readonly gap: SplitGap;
  /** The p-value that stays honest under any number of looks. */
  readonly anytimePValue: number;
  /** The p-value of a single look, or `null` before the first unit. */
  readonly fixedPValue: number | null;
  /** True while units still arrive: the single-look p-value then has no say in `warn`. */
  readonly interim: boolean;
}

/**
 * The verdict on a split.
 *
 * - `kill`: anytime p < 0.001 and an arm is now more than two points off; or anytime p < 1e-6 and an arm
 *   is at least 1 % off its expected count.
 * - `warn`: anytime p < 0.001; or, judged once at the planned end, fixed p < 0.0005.
 * - `watch`: an arm is more than two points off, and either the sample is so large that chance does that
 *   in one of a thousand healthy splits, or fixed p < 0.001.
 *
 * Two points alone never kill: at 100 units that rule stops most healthy experiments, and at a million
 * it is blind to a certain mismatch of one point.
 */
export function sampleRatioVerdict({ gap, anytimePValue, fixedPValue, interim }: SplitEvidence): SrmVerdict {
  const over = gap.arms.some((arm) => isOverTwoPoints(arm, gap));
  if (anytimePValue < 1e-3 && over) return "kill";
  if (anytimePValue < 1e-6 && gap.arms.some(isOffByOnePercent)) return "kill";
  if (anytimePValue < 1e-3) return "warn";
  if (!interim && fixedPValue !== null && fixedPValue < 5e-4) return "warn";
  if (over && fixedPValue !== null && fixedPValue < 1e-3) return "watch";
  return gap.arms.some((arm) => isOverTwoPoints(arm, gap) && isLargeEnough(arm, gap)) ? "watch" : "healthy";
}

type Arm = SplitGap["arms"][number];

function isOffByOnePercent({ gap, expected }: Arm): boolean {
  return (gap < 0n ? -gap : gap) * 100n >= expected;
}

/** n >= z^2 w (1 - w) / 0.02^2 with z = 3.29, that is 4 n >= 108241 w (1 - w), in whole numbers. */
function isLargeEnough({ expected }: Arm, { units, denominator }: SplitGap): boolean {
  const total = BigInt(units) * denominator;
  return 4n * BigInt(units) * total * total >= 108_241n * expected * (total - expected);
}
