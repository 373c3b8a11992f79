import type { Condition } from "@liftproof/assignment";
import { matchesCondition } from "@liftproof/assignment";
import type { KeyPath } from "../config/yaml-file.ts";
import type { ConditionTranslation } from "./condition-translation.ts";
import { isRecord } from "./is-record.ts";

/** How operands that are conditions themselves are translated. */
interface Within {
  readonly run: ConditionTranslation;
  readonly inside: (written: unknown, path: KeyPath, run: ConditionTranslation) => unknown;
  readonly logic: (written: unknown, path: KeyPath, run: ConditionTranslation) => Condition;
}
type Operators = Readonly<Record<string, unknown>>;

/** One operator beside an attribute, in our operators; `undefined` when it was refused. */
export function growthbookOperation(
  [operator, operand]: readonly [string, unknown],
  path: KeyPath,
  within: Within,
): Operators | undefined {
  const { run } = within;
  const refuse = (message: string): undefined => {
    run.remarks.push({ path, fate: "refused", message });
    return undefined;
  };
  switch (operator) {
    case "$eq": case "$ne":
      return isScalar(operand) ? { [operator]: operand } : refuse("a list or record never equals another in GrowthBook");
    case "$lt": case "$lte": case "$gt": case "$gte":
      return typeof operand === "number" || typeof operand === "string" ? { [operator]: operand } : refuse("expected a number or text");
    case "$veq": case "$vne": case "$vgt": case "$vgte": case "$vlt": case "$vlte":
      return typeof operand === "number" || typeof operand === "string" ? { [operator]: String(operand) } : refuse("expected a number or text");
    case "$in": case "$nin":
      return isScalars(operand) ? { [operator]: operand } : refuse("expected a list of texts, numbers, true, false or null");
    case "$all":
      if (!isScalars(operand)) return refuse("expected a list of texts and numbers");
      run.remarks.push(...(operand.every(isWord) ? [] : [{ path, fate: "differs", message: 'GrowthBook took 5 and "5" for the same here; now they differ' } as const]));
      return { $all: operand };
    case "$exists":
      return { $exists: Boolean(operand) };
    case "$type":
      if (operand === "null") return { $exists: false };
      return typeof operand === "string" && ["string", "number", "boolean", "array", "object"].includes(operand) ? { $type: operand } : refuse("no attribute has this type");
    case "$size":
      return { $size: typeof operand === "number" ? operand : within.inside(operand, path, run) };
    case "$elemMatch":
      return elements(operand, path, within) ?? refuse("expected a record of operators, or a condition");
    case "$inGroup": case "$notInGroup": {
      const values = groupValues(operand, run);
      return values === undefined ? refuse("expected the name of a list among savedGroups") : { [operator === "$inGroup" ? "$in" : "$nin"]: values };
    }
    case "$regex":
      if (!run.regex || typeof operand !== "string") return refuse("a pattern needs a linear-time matcher in every service; if there is one, convert with --regex");
      run.remarks.push({ path, fate: "differs", message: 'GrowthBook tried the pattern on the text "null" where the attribute was missing; here a missing attribute matches no pattern' });
      return { $regex: operand };
    default:
      return refuse(`no such operator here: ${operator}`);
  }
}

/** GrowthBook passes over elements that are null, so an operand that null would meet asks for more. */
function elements(operand: unknown, path: KeyPath, { run, inside, logic }: Within): Operators | undefined {
  if (!isRecord(operand)) return undefined;
  const keys = Object.keys(operand);
  if (keys.length === 0 || !keys.every((key) => key.startsWith("$"))) {
    const condition = logic(operand, path, run);
    if (matchesCondition(condition, {})) {
      run.remarks.push({ path, fate: "differs", message: "in GrowthBook a text or number in the list met this, having none of the keys; here only records are looked into" });
    }
    return { $elemMatch: condition };
  }
  const found = inside(operand, path, run) as Operators;
  const bare = matchesCondition({ element: found }, { element: null }, { regex: () => false });
  return { $elemMatch: bare ? { $exists: true, $not: { $not: found } } : found };
}

function groupValues(name: unknown, { savedGroups }: ConditionTranslation): readonly unknown[] | undefined {
  if (typeof name !== "string") return undefined;
  const found = Object.hasOwn(savedGroups, name) ? savedGroups[name] : [];
  const values: unknown = isRecord(found) && found["type"] === "list" ? found["values"] : found;
  return isScalars(values) ? values : undefined;
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function isScalars(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isScalar);
}

/** A text that spells no number and no truth value. */
function isWord(value: unknown): boolean {
  return typeof value === "string" && Number.isNaN(Number(value)) && !["true", "false", "null"].includes(value);
}
