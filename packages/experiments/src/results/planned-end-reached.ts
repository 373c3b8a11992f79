import type { ExperimentDefinition } from "../config/experiment-definition.ts";

/** How far an experiment has come. */
export interface ExperimentProgress {
  /** Analyzed units over all arms. */
  readonly units: number;
  readonly asOfUs: number;
  /** Null before the first exposure. */
  readonly firstExposureUs: number | null;
}

const MICROS_PER_DAY = 86_400_000_000;

/**
 * Whether an experiment has reached the end that was planned before it began: the units the sizing
 * gate asked for, or its longest run in days since the first exposure, whichever comes first.
 *
 * Neither depends on what the metrics show, so reading a fixed result at the first look that finds it reached is one look. Every
 * later look finds it reached too: `heldDecisions` keeps them from deciding again.
 */
export function plannedEndReached(
  { gate, maxDays }: Pick<ExperimentDefinition, "gate" | "maxDays">,
  { units, asOfUs, firstExposureUs }: ExperimentProgress,
): boolean {
  if (gate.sizing !== null && units >= gate.sizing.units) return true;
  return maxDays !== null && firstExposureUs !== null && asOfUs >= firstExposureUs + maxDays * MICROS_PER_DAY;
}
