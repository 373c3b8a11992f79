import type { ArmUnits } from "./comparison-power.ts";

/** Two rates, and the test that is to tell them apart. */
export interface RateTest {
  /** True rate of control, in (0, 1). */
  readonly control: number;
  /** True rate of the treatment, in (0, 1). */
  readonly treatment: number;
  /** Units of both arms, positive. */
  readonly units: ArmUnits;
  /** Two-sided level, in (0, 1). */
  readonly alpha: number;
}
