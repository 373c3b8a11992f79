import type { UngatedDefinition } from "../config/experiment-of.ts";
import type { Finding } from "../config/yaml-file.ts";
import { earlierPhases } from "../lock/earlier-phases.ts";
import type { LockDifference } from "../lock/lock-differences.ts";
import { lockDifferences } from "../lock/lock-differences.ts";
import { lockRules } from "../lock/lock-rules.ts";
import type { LockedExperiment } from "../lock/locked-experiment.ts";
import { differenceFinding } from "./difference-finding.ts";

/** How an experiment stands to the lock file. */
export interface LockJudgement {
  readonly faults: readonly Finding[];
  /** What is allowed and not yet in the lock file. */
  readonly notes: readonly Finding[];
  /** What the lock file is to hold next. */
  readonly entry: LockedExperiment;
}

/** What an experiment is held against. */
export interface LockCase {
  /** What the lock file is to hold of the file as it stands. */
  readonly now: LockedExperiment;
  readonly locked: LockedExperiment | undefined;
  /** The written reason for changing what decides it, when there is one. */
  readonly reason: string | undefined;
  /** Whether only what an assignment depends on is asked. */
  readonly assignmentOnly: boolean;
}

/**
 * Whether an experiment that has been running was changed without saying so.
 *
 * Within a phase the split, the targeting and the salt stand still, or the units of before and
 * after can no longer be read as one experiment; what decides it stands still unless somebody writes
 * down why. A new phase is the last one plus one. What was killed, or is gone, runs again in the next
 * phase only. What has run is no draft any more: a draft may change, and would be a way around all this.
 */
export function lockFindings(definition: UngatedDefinition, { now, locked, reason, assignmentOnly }: LockCase): LockJudgement {
  const differences = within(definition, locked) ? lockDifferences(now, locked) : [];
  const asked = assignmentOnly ? differences.filter(({ rule }) => rule === "phase") : differences;
  const resumed = resumes(definition, locked) ? [{ keys: ["status"], rule: "reason", before: locked?.status, after: definition.status } as const] : [];
  const reasoned = [...resumed, ...asked.filter(({ rule }) => rule === "reason")];
  const refused = [...asked.filter(({ rule }) => rule === "phase"), ...(reason === undefined ? reasoned : [])];
  const faults = [...lifeFindings(definition, locked), ...refused.map((difference) => differenceFinding(difference, { definition, locked }))];
  const noted = asked.filter(({ rule }) => rule === "noted").map((difference) => differenceFinding(difference, { definition, locked }));
  const notes = faults.length > 0 || assignmentOnly ? [] : [...standingNotes(definition, locked), ...noted];
  const earlier = earlierPhases(definition.phase, locked);
  const changes = [...(locked?.changes ?? []), ...(reason === undefined || reasoned.length === 0 ? [] : [changeOf(definition, reason, reasoned)])];
  return { faults, notes, entry: { ...now, ...(earlier.length === 0 ? {} : { earlier }), ...(changes.length === 0 ? {} : { changes }) } };
}

/** The phase has been seen by people before, so that its parts are compared. */
function within({ phase }: UngatedDefinition, locked: LockedExperiment | undefined): locked is LockedExperiment {
  return locked !== undefined && locked.status !== "draft" && locked.phase === phase;
}

/** A test that was ended is read; going on when the answer does not please is a second look at the same question. */
function resumes({ phase, status }: UngatedDefinition, locked: LockedExperiment | undefined): boolean {
  return locked?.status === "stopped" && locked.phase === phase && status === "running";
}

function changeOf({ phase }: UngatedDefinition, reason: string, differences: readonly LockDifference[]): NonNullable<LockedExperiment["changes"]>[number] {
  return { phase, reason, before: Object.fromEntries(differences.map(({ keys, before }) => [keys.join("."), before])) };
}

/** Phase and status, by what the lock file knows. */
function lifeFindings({ phase, status }: UngatedDefinition, locked: LockedExperiment | undefined): readonly Finding[] {
  if (locked === undefined) return [];
  const last = lastShown(locked);
  if (last === undefined || phase === last + 1) return [];
  if (phase !== last || locked.status === "draft") {
    const expected = locked.status === "draft" ? `${last + 1}, because phase ${last} has been running` : `${last}, or ${last + 1} after a change`;
    return [{ path: ["phase"], expected: `${expected} (by the lock file)`, got: String(phase) }];
  }
  const path = ["status"];
  if (locked.status === "killed" && status !== "killed") {
    return [{ path, expected: `killed as locked, or phase: ${last + 1}, for a killed phase does not run again`, got: status }];
  }
  if (locked.status === "retired" && status === "running") {
    return [{ path, expected: `stopped, or phase: ${last + 1}, for the file of this exp_id was gone and its phase ${last} is over`, got: status }];
  }
  if (status !== "draft") return [];
  return [{ path, expected: `running, stopped or killed, or phase: ${last + 1}, for phase ${last} has been shown to people and is no draft any more`, got: status }];
}

/** The last phase that was more than a draft. */
function lastShown({ status, phase, earlier }: LockedExperiment): number | undefined {
  return status === "draft" ? earlier?.at(-1)?.phase : phase;
}

function standingNotes({ phase, status }: UngatedDefinition, locked: LockedExperiment | undefined): readonly Finding[] {
  if (status === "draft" && (locked === undefined || locked.status === "draft")) return [];
  if (locked?.status !== status || locked.phase !== phase) {
    const got = locked === undefined ? "none there" : `${locked.status} in phase ${locked.phase}`;
    return [{ path: ["status"], expected: `an experiment that the lock file holds as ${status} in phase ${phase}`, got }];
  }
  const lacking = Object.keys(lockRules).filter((part) => locked[part as keyof typeof lockRules] === undefined);
  if (lacking.length === 0) return [];
  return [{ path: ["exp_id"], expected: `an entry of the lock file with ${lacking.join(", ")}`, got: "one of an earlier version, by which these may change unseen" }];
}
