import { comparePlain } from "./compare-plain.ts";
import { compareVersions } from "./compare-versions.ts";
import { broken, spent } from "./condition-run.ts";
import type { ConditionRun } from "./condition-run.ts";
import type { PlainValue } from "./plain-value.ts";
import { plainEqual } from "./plain-equal.ts";
import { runCopy } from "./run-copy.ts";
import { sameValue } from "./same-value.ts";

const MAX_REGEX_TEXT = 10_000;

/** One attribute and what an operator is given beside it. */
interface Operands {
  readonly actual: PlainValue;
  readonly operand: unknown;
}

/**
 * One operator without operators inside. An unknown operator, or one whose operand has the wrong
 * shape, marks the run as broken.
 */
export function matchesOperator(operator: string, { actual, operand }: Operands, run: ConditionRun): boolean {
  if (!spent(run, 1)) return false;
  const order = inequality(operator, { actual, operand }, run);
  if (order !== undefined) return order;
  switch (operator) {
    case "$eq":
      return sameValue(actual, operand, run);
    case "$ne":
      return !sameValue(actual, operand, run);
    case "$in":
      return among({ actual, operand }, run);
    case "$nin":
      return !among({ actual, operand }, run);
    case "$all":
      return hasAll({ actual, operand }, run);
    case "$exists":
      if (typeof operand !== "boolean") return broken(run);
      return operand ? (actual ?? null) !== null : (actual ?? null) === null;
    case "$type":
      return typeOf(actual) === operand;
    case "$inGroup":
      return inGroup({ actual, operand }, run);
    case "$regex":
      return matchesRegex({ actual, operand }, run);
    default:
      return broken(run);
  }
}

const inequalities: ReadonlySet<string> = new Set(["$gt", "$gte", "$lt", "$lte", "$veq", "$vgt", "$vgte", "$vlt", "$vlte"]);

/** Inequalities and versions; `undefined` when the operator is neither. */
function inequality(operator: string, { actual, operand }: Operands, run: ConditionRun): boolean | undefined {
  if (operator === "$vne") return inequality("$veq", { actual, operand }, run) === false;
  if (!inequalities.has(operator)) return undefined;
  const versions = operator.startsWith("$v");
  const relation = versions ? operator.slice(2) : operator.slice(1);
  const written = runCopy(operand, run);
  const order = versions ? compareVersions(actual, written) : comparePlain(actual, written);
  if (order === undefined) return false;
  if (order === 0) return relation === "eq" || relation.endsWith("te");
  return order > 0 ? relation.startsWith("gt") : relation.startsWith("lt");
}

function among({ actual, operand }: Operands, run: ConditionRun): boolean {
  if (!Array.isArray(operand)) return broken(run);
  const candidates = Array.isArray(actual) ? (actual as readonly PlainValue[]) : [actual];
  if (!spent(run, candidates.length * operand.length)) return false;
  return operand.some((value) => holdsValue(candidates, runCopy(value, run)));
}

function hasAll({ actual, operand }: Operands, run: ConditionRun): boolean {
  if (!Array.isArray(operand)) return broken(run);
  if (!Array.isArray(actual)) return false;
  const elements = actual as readonly PlainValue[];
  if (!spent(run, elements.length * operand.length)) return false;
  return operand.every((value) => holdsValue(elements, runCopy(value, run)));
}

/** Whether a value as written is among those of an attribute; one that is no plain data equals nothing. */
function holdsValue(found: readonly PlainValue[], written: PlainValue): boolean {
  return written !== undefined && found.some((value) => plainEqual(value, written));
}

function inGroup({ actual, operand }: Operands, run: ConditionRun): boolean {
  const members = typeof operand === "string" ? run.groups?.get(operand) : undefined;
  if (members === undefined) return broken(run);
  const candidates = Array.isArray(actual) ? (actual as readonly PlainValue[]) : [actual];
  return spent(run, candidates.length) && candidates.some((candidate) => members.has(candidate));
}

function matchesRegex({ actual, operand }: Operands, run: ConditionRun): boolean {
  if (run.regex === undefined || typeof operand !== "string") return broken(run);
  if (typeof actual !== "string") return false;
  if (actual.length > MAX_REGEX_TEXT || !spent(run, actual.length)) return broken(run);
  try {
    return run.regex(operand, actual);
  } catch {
    // A pattern that the matcher cannot read is a mistake of the condition.
    return broken(run);
  }
}

function typeOf(actual: PlainValue): string {
  if (actual === null) return "null";
  return Array.isArray(actual) ? "array" : typeof actual;
}
