import { midExperimentPower } from "@liftproof/mde";
import type { MidExperimentPower } from "@liftproof/mde";
import type { ComparedArms } from "./analysis-result.ts";

/** How far the experiment is to go and what would be worth finding. */
export interface ChanceOptions {
  /** Two-sided level of the comparison. */
  readonly alpha: number;
  /** Units of control and treatment at the planned end. */
  readonly plannedUnits: number;
  /** Smallest effect worth finding, relative to the control mean, above 0. */
  readonly mdeRelative: number;
  /** Which estimate will be read; raw where there is no adjusted one. */
  readonly estimate: "raw" | "cuped";
}

/**
 * Chance that one reading at the planned end will be significant, given the data so far; `undefined` where the control mean
 * is zero, of which no effect is a share.
 */
export function chanceToDecide(found: ComparedArms, { alpha, plannedUnits, mdeRelative, estimate }: ChanceOptions): MidExperimentPower | undefined {
  const { cuped, controlMean, controlUnits, treatmentUnits } = found;
  const smallestEffect = mdeRelative * Math.abs(controlMean);
  if (!(smallestEffect > 0 && smallestEffect < Infinity)) return undefined;
  const { difference, standardError } = estimate === "cuped" && cuped !== undefined && !("insufficient" in cuped) ? cuped : found;
  return midExperimentPower({
    difference, standardError, alpha, smallestEffect,
    units: controlUnits + treatmentUnits,
    unitsAtEnd: plannedUnits,
    rule: { kind: "fixed" },
  });
}
