import type { ExperimentDefinition } from "../config/experiment-definition.ts";

/**
 * The two-sided error rate at which each treatment of an experiment is compared: the experiment's
 * own, shared out over its treatments, so that all of them together err as often as one would.
 */
export function comparisonAlpha({ variants, sizing }: Pick<ExperimentDefinition, "variants"> & { readonly sizing: { readonly alpha: number } | null }): number {
  return (sizing?.alpha ?? 0.05) / Math.max(1, variants.length - 1);
}
