import { confidenceSequence } from "@liftproof/estimators";
import { crossingProbability } from "./crossing-probability.ts";

/** A confidence sequence tuned to the size of a single-look test, which is its unit of time. */
export interface WatchedTest {
  /** Two-sided level of the sequence. */
  readonly alpha: number;
  /** Expected statistic after the units of the single-look test. */
  readonly drift: number;
  /** Equally spaced looks. */
  readonly looks: number;
  /** Time of the last look. */
  readonly inflation: number;
}

/**
 * Chance that a confidence sequence leaves out 0 at one of its looks.
 *
 * The estimate times its time walks like a Brownian motion with drift.
 *
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and
 * asymptotic confidence sequences", Annals of Statistics 2024, for the boundary.
 */
export function sequentialPower({ alpha, drift, looks, inflation }: WatchedTest): number {
  const step = inflation / looks;
  const steps = Array.from({ length: looks }, (_, index) => {
    const time = step * (index + 1);
    const { critical } = confidenceSequence(time, 0, { alpha, plannedUnits: 1 });
    return { mean: drift * step, deviation: Math.sqrt(step), limit: critical * Math.sqrt(time) };
  });
  return crossingProbability(0, steps);
}
