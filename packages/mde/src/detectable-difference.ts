import type { ArmUnits } from "./comparison-power.ts";
import { expectThat } from "./expect-that.ts";
import { meanPower } from "./mean-power.ts";
import type { ReferenceDistribution } from "./mean-test-power.ts";

/** What a test of two means has to work with. */
export interface DetectableDifferenceInput {
  /** Standard deviation over units, positive. With CUPED, times the root of 1 - R^2. */
  readonly standardDeviation: number;
  /** Units of both arms, positive. */
  readonly units: ArmUnits;
  /** Two-sided level, in (0, 1). */
  readonly alpha: number;
  /** Above alpha / 2 and below 1. */
  readonly power: number;
  /** Default `"student-t"`, the exact noncentral one. */
  readonly distribution?: ReferenceDistribution;
}

/**
 * Smallest difference of two means that the test finds with the asked power, in units of the metric.
 *
 * @returns `null` when an arm has fewer than two units.
 * @throws RangeError when an argument is outside the range its documentation states.
 *
 * @example
 * ```ts
 * detectableDifference({ standardDeviation: 3.2, units: { control: 10_000, treatment: 10_000 }, alpha: 0.05, power: 0.8 }); // 0.12679
 * ```
 */
export function detectableDifference({ standardDeviation, units, alpha, power, distribution }: DetectableDifferenceInput): number | null {
  expectThat(standardDeviation > 0 && standardDeviation < Infinity, "standardDeviation", { expected: "a finite number > 0", got: standardDeviation });
  for (const [arm, count] of [["control", units.control], ["treatment", units.treatment]] as const) {
    expectThat(count > 0 && count < Infinity, `units.${arm}`, { expected: "a finite number > 0", got: count });
  }
  expectThat(alpha > 0 && alpha < 1, "alpha", { expected: "a number in (0, 1)", got: alpha });
  expectThat(power > alpha / 2 && power < 1, "power", { expected: `a number above ${alpha / 2} and below 1`, got: power });
  const metric = meanPower({ baseline: 1, mdeRelative: 1, standardDeviation, ...(distribution === undefined ? {} : { distribution }) });
  return metric.detectable(units, { alpha, power });
}
