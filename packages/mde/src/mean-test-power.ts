import { normalQuantileUpper, normalUpper, studentTQuantileUpper } from "@liftproof/estimators";
import type { ArmUnits } from "./comparison-power.ts";
import { expectThat } from "./expect-that.ts";
import { noncentralTUpper } from "./noncentral-t-upper.ts";

/** Which distribution the test statistic is held against. */
export type ReferenceDistribution = "student-t" | "normal";

/** A difference of two means, and the test that is to find it. */
export interface MeanTest {
  /** True treatment minus control; the test is two-sided, so its sign does not matter. */
  readonly difference: number;
  /** Standard deviation over units, the same in both arms, positive. */
  readonly standardDeviation: number;
  /** Units of both arms, together more than two. */
  readonly units: ArmUnits;
  /** Two-sided level, in (0, 1). */
  readonly alpha: number;
  /** Also count a significant result of the wrong sign, as R's `strict = TRUE`. Default false. */
  readonly bothTails?: boolean;
  /** Default `"student-t"`, the exact noncentral one. */
  readonly distribution?: ReferenceDistribution;
}

/**
 * Power of the two-sample t test with equal variances.
 *
 * @throws RangeError when an argument is outside the range its documentation states.
 *
 * Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, chapter 2.
 *
 * @example
 * ```ts
 * meanTestPower({ difference: 0.5, standardDeviation: 1, units: { control: 64, treatment: 64 }, alpha: 0.05 }); // 0.80146
 * ```
 */
export function meanTestPower(test: MeanTest): number {
  const { difference, standardDeviation, units, alpha, bothTails = false, distribution = "student-t" } = test;
  const { control, treatment } = units;
  expectThat(Number.isFinite(difference), "difference", { expected: "a finite number", got: difference });
  expectThat(standardDeviation > 0 && standardDeviation < Infinity, "standardDeviation", { expected: "a finite number > 0", got: standardDeviation });
  expectThat(control > 0 && control < Infinity, "units.control", { expected: "a finite number > 0", got: control });
  expectThat(treatment > 0 && treatment < Infinity, "units.treatment", { expected: "a finite number > 0", got: treatment });
  expectThat(control + treatment > 2, "units", { expected: "more than two units together", got: control + treatment });
  expectThat(alpha > 0 && alpha < 1, "alpha", { expected: "a number in (0, 1)", got: alpha });
  const shift = Math.abs(difference) / (standardDeviation * Math.sqrt(1 / control + 1 / treatment));
  const df = control + treatment - 2;
  const beyond =
    distribution === "normal"
      ? (noncentrality: number): number => normalUpper(normalQuantileUpper(alpha / 2) - noncentrality)
      : (noncentrality: number): number => noncentralTUpper(studentTQuantileUpper(alpha / 2, df), df, noncentrality);
  return beyond(shift) + (bothTails ? beyond(-shift) : 0);
}
