import { broken, spent } from "./condition-run.ts";
import type { ConditionRun, CopiedValue } from "./condition-run.ts";
import { copyAllowance, plainValue } from "./plain-value.ts";
import type { PlainValue } from "./plain-value.ts";

/**
 * A value as plain data at the cost of the run: each value in it counts as a comparison.
 *
 * One that is refused for its size breaks the run. Taken as missing it would let a unit in by
 * `$nin`, `$ne` or `$not`. What an earlier run of the same call has copied costs as many comparisons, and no time.
 */
export function runCopy(value: unknown, run: ConditionRun): PlainValue {
  if (typeof value !== "object" || value === null) return plainValue(value);
  const { copy, values, refused } = run.copied?.get(value) ?? copied(value, run);
  if (!spent(run, values) || refused) broken(run);
  return copy;
}

function copied(value: object, run: ConditionRun): CopiedValue {
  const allowance = copyAllowance();
  const before = allowance.left;
  const copy = plainValue(value, allowance);
  const found = { copy, values: before - Math.max(allowance.left, 0), refused: allowance.refused };
  run.copied?.set(value, found);
  return found;
}
