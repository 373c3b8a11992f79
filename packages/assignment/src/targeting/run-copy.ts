import { broken, spent } from "./condition-run.ts";
import type { ConditionRun } from "./condition-run.ts";
import { copyAllowance, plainValue } from "./plain-value.ts";
import type { PlainValue } from "./plain-value.ts";

/**
 * A value as plain data at the cost of the run: each value in it counts as a comparison.
 *
 * One that is refused for its size breaks the run. Taken as missing it would let a unit in by
 * `$nin`, `$ne` or `$not`.
 */
export function runCopy(value: unknown, run: ConditionRun): PlainValue {
  if (typeof value !== "object" || value === null) return plainValue(value);
  const allowance = copyAllowance();
  const before = allowance.left;
  const copy = plainValue(value, allowance);
  if (!spent(run, before - Math.max(allowance.left, 0)) || allowance.refused) broken(run);
  return copy;
}
