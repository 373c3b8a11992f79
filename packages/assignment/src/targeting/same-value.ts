import type { ConditionRun } from "./condition-run.ts";
import { runCopy } from "./run-copy.ts";
import { plainEqual } from "./plain-equal.ts";
import type { PlainValue } from "./plain-value.ts";

/** Whether an attribute is the value written in a condition. None is the same as null. */
export function sameValue(actual: PlainValue, written: unknown, run: ConditionRun): boolean {
  if (typeof written !== "object" || written === null) return (actual ?? null) === written;
  const plain = runCopy(written, run);
  return plain !== undefined && plainEqual(actual, plain);
}
