import type { EarlierPhase } from "./earlier-phase.ts";
import type { LockedChange } from "./locked-change.ts";

/** What decides who is in an experiment and in which arm, under the names it has in a file; another one is another phase. */
export interface FrozenParts {
  readonly variants: readonly string[];
  readonly control: string;
  readonly weights: readonly number[];
  readonly unit: string;
  readonly targeting: unknown;
  readonly layer: unknown;
  readonly salt: string;
  readonly hash_version: 1;
  /** Absent, as all that follows, in lock files of before it was remembered, which compare nothing by it. */
  readonly holdout?: unknown;
  readonly prerequisites?: unknown;
  readonly surface?: string | undefined;
  readonly public_seo?: boolean | undefined;
  /** Hash of the members of each saved group that the targeting asks. */
  readonly groups?: Readonly<Record<string, string>> | undefined;
}

/** What decides how the experiment is read; to change it within a phase takes a written reason. */
export interface DecidingParts {
  readonly primary_metric?: string | undefined;
  /** In code point order. */
  readonly guardrails?: readonly string[] | undefined;
  readonly decision?: unknown;
  /** What the planned end is computed from; null without a sizing block. */
  readonly sizing?: unknown;
  readonly schedule?: unknown;
  /** Definition of each metric that the file names. */
  readonly metrics?: Readonly<Record<string, unknown>> | undefined;
}

/** What may change within a phase, and is said when it does. */
export interface NotedParts {
  /** May rise and not fall. */
  readonly coverage?: number | undefined;
  readonly daily_units?: number | null | undefined;
  readonly segments?: readonly string[] | undefined;
}

/** One entry of the lock file. */
export interface LockedExperiment extends FrozenParts, DecidingParts, NotedParts {
  /** As in the file when it was locked, or `retired` once the file was gone. */
  readonly status: string;
  readonly phase: number;
  /** Phases before this one; absent when there are none, or the lock file is of before they were remembered. */
  readonly earlier?: readonly EarlierPhase[] | undefined;
  /** Changes with a written reason, oldest first; absent when there are none. */
  readonly changes?: readonly LockedChange[] | undefined;
}
