import type { ClusterDesign } from "./cluster-design.ts";

/** What every sizing needs to know besides the metric itself. */
export interface SizingOptions {
  /** Two-sided level of the whole experiment, from 1e-9 to below 1. Default 0.05; each of k treatments is tested at alpha / k. */
  readonly alpha?: number;
  /** Chance of seeing the effect if it is there, above alpha / 2 and at most 0.9999. Default 0.8. */
  readonly power?: number;
  /** Positive weight per arm, control first unless `control` says otherwise. Default control 1, treatment 1. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Name of the control arm. Default the first of `weights`. */
  readonly control?: string;
  /** Share of variance a pre-period covariate foretells, in [0, 1). Default 0. */
  readonly cupedR2?: number;
  /** Units randomized together; brings its own design effect and counts clusters as degrees of freedom of a mean. */
  readonly clusters?: ClusterDesign;
  /** Variance inflation from any other cause, positive; not together with `clusters`. Default 1. */
  readonly designEffect?: number;
  /** Guardrails that must pass as well; power rises to 1 - (1 - power) / (guardrails + 1). Default 0. */
  readonly guardrails?: number;
  /** Times the result will be read by its confidence sequence, 1 to 1000; units grow by `sequentialInflation`. Default: read once. */
  readonly sequentialLooks?: number;
  /** Eligible units per day, after targeting and before coverage and layer. */
  readonly dailyUnits?: number;
  /** Share of them that the experiment gets: coverage times the width of its layer slots, in (0, 1]. Default 1. */
  readonly trafficShare?: number;
  /** Longest acceptable run in days; turns on the gate and needs `dailyUnits`. */
  readonly maxDays?: number;
}
