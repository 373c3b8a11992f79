import type { RegexMatcher } from "./condition.ts";
import type { PlainValue } from "./plain-value.ts";

/** A list or record as plain data, and what it held. */
export interface CopiedValue {
  readonly copy: PlainValue;
  readonly values: number;
  /** Too deep or too large. */
  readonly refused: boolean;
}

/** What a condition may lean on beside the attributes. */
export interface ConditionSupport {
  readonly groups?: ReadonlyMap<string, ReadonlySet<unknown>>;
  readonly regex?: RegexMatcher;
  /** Lists and records copied so far for one unit, so that several conditions copy each once; only while nobody changes them. */
  readonly copied?: Map<object, CopiedValue>;
}

/** One run of a condition: what it may lean on, how much work is left, and whether it was broken. */
export interface ConditionRun {
  readonly groups: ConditionSupport["groups"] | undefined;
  readonly regex: ConditionSupport["regex"] | undefined;
  readonly copied: ConditionSupport["copied"] | undefined;
  /** Comparisons left; below zero the run counts as broken. */
  left: number;
  /** Levels of conditions within conditions that are open. */
  depth: number;
  /** Attributes that had to be copied, by path; none yet when undefined. */
  copies: Map<string, PlainValue> | undefined;
  /** A mistake of the condition, or a value too large to look into, was met. */
  broken: boolean;
}

/** Marks the run as broken; a broken run answers no. */
export function broken(run: ConditionRun): boolean {
  run.broken = true;
  return false;
}

/** Takes work off the run and says whether there was that much left; when not, the run is broken. */
export function spent(run: ConditionRun, comparisons: number): boolean {
  run.left -= comparisons;
  return run.left >= 0 || broken(run);
}
