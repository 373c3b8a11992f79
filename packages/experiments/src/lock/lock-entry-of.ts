import type { Condition } from "@liftproof/assignment";
import { compareCodePoints } from "@liftproof/assignment";
import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import { groupHash } from "./group-hash.ts";
import { groupsAsked } from "./groups-asked.ts";
import type { LockedExperiment } from "./locked-experiment.ts";

/** What an experiment refers to, as far as it could be read. */
export interface LockedReferences {
  readonly metrics: ReadonlyMap<string, MetricDefinition>;
  readonly groups: ReadonlyMap<string, ReadonlySet<string | number>>;
}

/** What the lock file is to hold of an experiment as it stands in its file. */
export function lockEntryOf(definition: UngatedDefinition, { metrics, groups }: LockedReferences): LockedExperiment {
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
