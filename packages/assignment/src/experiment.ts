import type { Condition } from "./targeting/condition.ts";

/** Where an experiment stands in its life. `killed` is for good until the config changes. */
export type ExperimentStatus = "draft" | "running" | "stopped" | "killed";

/** A part of a layer. Experiments of one layer with slots apart never share a unit. */
export interface LayerSlot {
  /** Salt of the layer's hash; experiments are exclusive only within one id. */
  readonly id: string;
  /** Half-open range `[from, to)` of the layer, shares in [0, 1]. */
  readonly slots: readonly [number, number];
}

/** A share of all units kept out of every experiment that names this holdout. */
export interface Holdout {
  readonly id: string;
  /** In [0, 1]. */
  readonly share: number;
}

/** Another experiment in which the unit must have been given one of these variants. */
export interface Prerequisite {
  readonly expId: string;
  readonly variants: readonly string[];
}

/** What `assign` needs to know of an experiment; a plain value, fit for JSON. */
export interface Experiment {
  readonly expId: string;
  readonly status: ExperimentStatus;
  /** At least one; the first is control unless `control` names another. */
  readonly variants: readonly string[];
  /** Relative sizes, one per variant, any positive numbers. */
  readonly weights: readonly number[];
  readonly control?: string;
  /** Counts from 1; 1 when absent. A new phase is a new randomization unless `salt` is fixed. */
  readonly phase?: number;
  /** The experiment's id in phase 1, then `id#phase`, when absent. */
  readonly salt?: string;
  readonly hashVersion?: 1;
  /** Share of eligible units in [0, 1]; 1 when absent. */
  readonly coverage?: number;
  readonly layer?: LayerSlot;
  readonly holdout?: Holdout;
  readonly prerequisites?: readonly Prerequisite[];
  readonly targeting?: Condition;
  /** First instant at which units are assigned, microseconds UTC. */
  readonly startUs?: number;
  /** First instant at which they no longer are, microseconds UTC. */
  readonly endUs?: number;
  /** The surface is public and indexed: who has no durable identity sees control. */
  readonly publicSeo?: boolean;
}
