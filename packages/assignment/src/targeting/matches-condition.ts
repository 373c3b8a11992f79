import type { Condition } from "./condition.ts";
import type { ConditionRun, ConditionSupport } from "./condition-run.ts";
import { conditionNeedsMet } from "./condition-needs.ts";
import { broken, spent } from "./condition-run.ts";
import { isOperatorRecord } from "./is-operator-record.ts";
import { matchesOperator } from "./matches-operator.ts";
import type { PlainValue } from "./plain-value.ts";
import { runAttribute } from "./run-attribute.ts";
import { sameValue } from "./same-value.ts";

const MAX_COMPARISONS = 100_000;
const MAX_DEPTH = 64;

/**
 * Whether attributes meet a condition.
 *
 * Total and bounded: no attribute raises an exception, and after 100,000 comparisons (a character
 * under `$regex` and a value in a list or record count as one) the answer is no, as it is for an
 * attribute of more than 8 levels or 10,000 values. A condition with a mistake anywhere (an unknown
 * operator, an operand of the wrong shape, `$regex` without a matcher, an unknown group) answers no
 * as a whole, `$not` or no `$not`, in any order: nobody enters an experiment through a mistake.
 * `conditionFaults` finds those mistakes ahead of time.
 */
export function matchesCondition(
  condition: Condition,
  attributes: unknown,
  support: ConditionSupport = {},
): boolean {
  if (typeof condition !== "object" || condition === null || !conditionNeedsMet(condition, support)) return false;
  const { groups, regex, copied } = support;
  const run: ConditionRun = { left: MAX_COMPARISONS, depth: 0, broken: false, groups, regex, copied, copies: undefined };
  const met = holds(condition, (path) => runAttribute(attributes, path, run), run);
  return met && !run.broken;
}

type Lookup = (path: string) => PlainValue;

function holds(condition: unknown, lookup: Lookup, run: ConditionRun): boolean {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return broken(run);
  if (run.depth >= MAX_DEPTH) return broken(run);
  run.depth += 1;
  let held = true;
  for (const key of Object.keys(condition)) {
    held = !run.broken && entryHolds(key, (condition as Condition)[key], { lookup, run });
    if (!held) break;
  }
  run.depth -= 1;
  return held;
}

function entryHolds(key: string, written: unknown, { lookup, run }: { readonly lookup: Lookup; readonly run: ConditionRun }): boolean {
  if (!key.startsWith("$")) return valueHolds(lookup(key), written, run);
  if (key === "$not") return !holds(written, lookup, run);
  if (key === "$and" || key === "$or" || key === "$nor") {
    if (!Array.isArray(written)) return broken(run);
    if (key === "$and") return written.every((part) => holds(part, lookup, run));
    const some = written.some((part) => holds(part, lookup, run));
    // An empty `$or` asks for nothing, so it holds; an empty `$nor` forbids nothing.
    return key === "$or" ? some || written.length === 0 : !some;
  }
  return broken(run);
}

/** Whether one attribute meets what is written beside it: a value, or a record of operators. */
function valueHolds(actual: PlainValue, written: unknown, run: ConditionRun): boolean {
  if (!isOperatorRecord(written)) return spent(run, 1) && sameValue(actual, written, run);
  if (run.depth >= MAX_DEPTH) return broken(run);
  run.depth += 1;
  let held = true;
  for (const operator of Object.keys(written)) {
    held = operationHolds(operator, { actual, operand: written[operator] }, run);
    if (!held) break;
  }
  run.depth -= 1;
  return held;
}

function operationHolds(operator: string, { actual, operand }: { readonly actual: PlainValue; readonly operand: unknown }, run: ConditionRun): boolean {
  if (operator === "$not") return !valueHolds(actual, operand, run);
  if (operator === "$size") return Array.isArray(actual) && valueHolds(actual.length, operand, run);
  if (operator === "$elemMatch") return someElement(actual, operand, run);
  return matchesOperator(operator, { actual, operand }, run);
}

function someElement(actual: PlainValue, operand: unknown, run: ConditionRun): boolean {
  if (!Array.isArray(actual)) return false;
  return (actual as readonly PlainValue[]).some((element) => {
    if (!spent(run, 1)) return false;
    if (isOperatorRecord(operand)) return valueHolds(element, operand, run);
    return element instanceof Map && holds(operand, (path) => inside(element, path), run);
  });
}

function inside(record: ReadonlyMap<string, PlainValue>, path: string): PlainValue {
  let current: PlainValue = record;
  for (const key of path.split(".")) {
    if (!(current instanceof Map)) return undefined;
    current = (current as ReadonlyMap<string, PlainValue>).get(key);
  }
  return current;
}
