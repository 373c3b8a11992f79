import { canonicalJson } from "./canonical-json.ts";
import type { LockRule } from "./lock-rules.ts";
import { lockRules } from "./lock-rules.ts";
import type { LockedExperiment } from "./locked-experiment.ts";

/** A part of an experiment that is not as locked. */
export interface LockDifference {
  /** Key of the lock entry, and one below it where the entry holds a record. */
  readonly keys: readonly string[];
  readonly rule: LockRule;
  readonly before: unknown;
  readonly after: unknown;
}

type Part = keyof typeof lockRules;
/** Records whose keys are told apart; targeting and layer are one thing each. */
const divided: readonly Part[] = ["groups", "metrics", "decision", "sizing", "schedule"];

/**
 * What is not as locked, key by key. What a lock file of an earlier version does not hold is no
 * difference, nor is a metric or group that only one side knows: naming it is a difference of its own.
 */
export function lockDifferences(now: LockedExperiment, locked: LockedExperiment): readonly LockDifference[] {
  return (Object.keys(lockRules) as Part[]).flatMap((part) => {
    const [before, after] = [locked[part], now[part]];
    if (before === undefined || canonicalJson(before) === canonicalJson(after)) return [];
    if (!divided.includes(part) || !isRecord(before) || !isRecord(after)) return [{ keys: [part], rule: ruleOf(part, before, after), before, after }];
    return Object.keys(before)
      .filter((key) => Object.hasOwn(after, key) && canonicalJson(before[key]) !== canonicalJson(after[key]))
      .map((key) => ({ keys: [part, key], rule: lockRules[part], before: before[key], after: after[key] }));
  });
}

/** Lower coverage throws units out that have seen their variant; more of it moves nobody. */
function ruleOf(part: Part, before: unknown, after: unknown): LockRule {
  return part === "coverage" && typeof before === "number" && typeof after === "number" && after < before ? "phase" : lockRules[part];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
