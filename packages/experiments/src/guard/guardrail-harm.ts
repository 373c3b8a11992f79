import type { MetricMoments } from "../analysis/analysis-input.ts";
import type { ArmPair } from "../analysis/arm-pair.ts";
import { sequentialBlock } from "../analysis/sequential-block.ts";

/** At which level, and which way is good. */
export interface HarmOptions {
  /** One-sided, over all looks. */
  readonly alpha: number;
  readonly plannedUnits: number;
  readonly direction: "up" | "down";
}

/**
 * Harm that is proven at every look: the lower bound of how much worse the treatment is, in units of
 * the metric; negative while it may as well be better, null while it is too early to say.
 */
export function guardrailHarm(
  metric: MetricMoments,
  pair: ArmPair,
  { alpha, plannedUnits, direction }: HarmOptions,
): number | null {
  // One end of a two-sided interval at twice the level is a one-sided bound.
  const block = sequentialBlock(metric, pair, { alpha: 2 * alpha, plannedUnits });
  if (block === undefined || "insufficient" in block) return null;
  return direction === "up" ? -block.interval[1] : block.interval[0];
}
