import type { DecidingParts, FrozenParts, NotedParts } from "./locked-experiment.ts";

/**
 * What it takes to change a part of an experiment that has run, within its phase: the next phase, a
 * written reason, or nothing but a look at the lock file.
 */
export type LockRule = "phase" | "reason" | "noted";

/** What the lock file compares, in the order of its page: who is in which arm, how it is read, the rest. */
export const lockRules: Readonly<Record<keyof FrozenParts | keyof DecidingParts | keyof NotedParts, LockRule>> = {
  variants: "phase",
  control: "phase",
  weights: "phase",
  unit: "phase",
  salt: "phase",
  hash_version: "phase",
  targeting: "phase",
  groups: "phase",
  layer: "phase",
  holdout: "phase",
  prerequisites: "phase",
  surface: "phase",
  public_seo: "phase",
  primary_metric: "reason",
  guardrails: "reason",
  metrics: "reason",
  decision: "reason",
  sizing: "reason",
  schedule: "reason",
  coverage: "noted",
  daily_units: "noted",
  segments: "noted",
};
