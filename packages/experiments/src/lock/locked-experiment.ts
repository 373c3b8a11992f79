import type { Condition } from "@liftproof/assignment";
import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import { compareCodePoints } from "@liftproof/assignment";
import type { EarlierPhase } from "./earlier-phase.ts";
import { groupHash } from "./group-hash.ts";
import { groupsAsked } from "./groups-asked.ts";
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

/** What an experiment refers to, as far as it could be read. */
export interface LockedReferences {
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  readonly groups: ReadonlyMap<string, ReadonlySet<string | number>>;
}

/** What the lock file is to hold of an experiment as it stands in its file. */
export function lockedExperiment(definition: UngatedDefinition, { metrics, groups }: LockedReferences): LockedExperiment {
  const { primaryMetric, guardrails, sizing, startUs, maxDays } = definition;
  return {
    status: definition.status,
    phase: definition.phase,
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
    surface: definition.surface,
    public_seo: definition.publicSeo,
    groups: hashes(definition.targeting, groups),
    primary_metric: primaryMetric,
    guardrails: [...guardrails].sort(compareCodePoints),
    decision: { rule: definition.decision.rule, estimate: definition.decision.estimate },
    sizing: sizing === null ? null : { baseline: sizing.baseline, mde: sizing.mde, power: sizing.power, alpha: sizing.alpha, sd: sizing.standardDeviation, cuped_r2: sizing.cupedR2 },
    schedule: { start: startUs === undefined ? null : new Date(startUs / 1000).toISOString(), max_days: maxDays },
    metrics: Object.fromEntries([primaryMetric, ...guardrails].flatMap((name) => {
      const metric = metrics.get(name);
      return metric === undefined ? [] : [[name, meaningOf(metric)]];
    })),
    coverage: definition.coverage,
    daily_units: sizing?.dailyUnits ?? null,
    segments: [...definition.segments].sort(compareCodePoints),
  };
}

/** A currency is for the eye alone. */
function meaningOf({ kind, event, value, aggregation, denominator, quantile, windowUs, direction, margin }: MetricDefinition): unknown {
  return { kind, event, value, agg: aggregation, denominator, quantile, window_hours: windowUs / 3_600_000_000, direction, margin };
}

function hashes(targeting: Condition | undefined, groups: LockedReferences["groups"]): Readonly<Record<string, string>> {
  return Object.fromEntries(groupsAsked(targeting).flatMap((name) => {
    const members = groups.get(name);
    return members === undefined ? [] : [[name, groupHash(members)]];
  }));
}
