import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { EarlierPhase } from "./earlier-phase.ts";

/** The parts of an experiment that may not change within a phase, under the names they have in a file. */
export interface FrozenParts {
  readonly variants: readonly string[];
  readonly control: string;
  readonly weights: readonly number[];
  readonly unit: string;
  readonly targeting: unknown;
  readonly layer: unknown;
  /** Absent in lock files of before it was remembered, which compare nothing by it. */
  readonly holdout?: unknown;
  /** The same. */
  readonly prerequisites?: unknown;
  readonly salt: string;
  readonly hash_version: 1;
}

/** One entry of the lock file. */
export interface LockedExperiment extends FrozenParts {
  /** As in the file when it was locked, or `retired` once the file was gone. */
  readonly status: string;
  readonly phase: number;
  /** May rise within a phase and not fall; absent in lock files of before it was remembered, which say nothing of it. */
  readonly coverage?: number | undefined;
  /** Phases before this one; absent when there are none, or the lock file is of before they were remembered. */
  readonly earlier?: readonly EarlierPhase[] | undefined;
}

/** What the lock file remembers of an experiment. Coverage may rise, which moves nobody. */
export function lockedExperiment(
  definition: Omit<ExperimentDefinition, "gate" | "earlierPhases">,
): LockedExperiment {
  return {
    status: definition.status,
    phase: definition.phase,
    coverage: definition.coverage,
    variants: definition.variants,
    control: definition.control,
    weights: definition.weights,
    unit: definition.unit,
    targeting: definition.targeting ?? null,
    layer: definition.layer ?? null,
    holdout: definition.holdout ?? null,
    prerequisites: definition.prerequisites ?? null,
    salt: definition.salt,
    hash_version: definition.hashVersion,
  };
}
