import type { Condition } from "@liftproof/assignment";
import { matchesCondition } from "@liftproof/assignment";
import type { KeyPath } from "../config/yaml-file.ts";
import type { ConditionTranslation, GrowthbookConditionSupport } from "./condition-translation.ts";
import { growthbookMissing } from "./growthbook-missing.ts";
import { growthbookOperation } from "./growthbook-operation.ts";
import { growthbookValue } from "./growthbook-value.ts";
import type { Remark } from "./growthbook-remark.ts";
import { isRecord } from "./is-record.ts";

/**
 * A GrowthBook condition in our words, with every key that could not be said.
 *
 * Attributes of the type that the condition compares with, missing ones among them, meet the result
 * exactly when they met the original. GrowthBook takes a missing attribute for 0, for version "0"
 * and for the text "null"; where that decides, the result says so in so many words.
 *
 * @returns The condition is of use only when no remark is `refused`.
 */
export function growthbookCondition(
  written: unknown,
  path: KeyPath,
  support: GrowthbookConditionSupport,
): { readonly condition: Condition; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const condition = logic(written, path, { ...support, remarks, groups: [] });
  return { condition, remarks };
}

/** Never met, whatever the attributes. */
const never: Condition = { $not: {} };

function logic(written: unknown, path: KeyPath, run: ConditionTranslation): Condition {
  if (!isRecord(written)) return refuse(run, path, "expected a record of attributes and operators");
  return allOf(Object.entries(written).map(([key, operand]) => entry([key, operand], [...path, key], run)));
}

function entry([key, operand]: readonly [string, unknown], path: KeyPath, run: ConditionTranslation): Condition {
  if (key === "$not") return { $not: logic(operand, path, run) };
  if (key === "$savedGroup") return savedGroup(operand, path, run);
  if (key === "$and" || key === "$or" || key === "$nor") {
    if (!Array.isArray(operand)) return refuse(run, path, "expected a list of conditions");
    // There an empty `$nor` is met by nobody, here it forbids nothing.
    if (key === "$nor" && operand.length === 0) return never;
    return { [key]: operand.map((part, index) => logic(part, [...path, index], run)) };
  }
  return key.startsWith("$") ? refuse(run, path, `no such operator here: ${key}`) : field([key, operand], path, run);
}

function field([name, written]: readonly [string, unknown], path: KeyPath, run: ConditionTranslation): Condition {
  if (!isOperators(written)) return withMissing(name, { [name]: growthbookValue(written, path, run) }, growthbookMissing("", written));
  const negated: Condition[] = [];
  const parts: Condition[] = [];
  const theirs: (boolean | undefined)[] = [];
  for (const [operator, operand] of Object.entries(written)) {
    const here = [...path, operator];
    if (operator === "$not") {
      negated.push({ $not: field([name, operand], here, run) });
      continue;
    }
    const translated = growthbookOperation([operator, operand], here, { run, inside, logic });
    parts.push(translated === undefined ? never : { [name]: translated });
    theirs.push(growthbookMissing(operator, operand));
  }
  const together = allOf(parts);
  const missing = theirs.includes(undefined) ? undefined : theirs.every((met) => met === true);
  return allOf([parts.length === 0 ? {} : withMissing(name, together, missing), ...negated]);
}

/** What is asked of one attribute, with the answer for a missing one kept. */
function withMissing(name: string, alone: Condition, met: boolean | undefined): Condition {
  const ours = matchesCondition(alone, {}, { regex: () => false });
  if (met === undefined || met === ours) return alone;
  if (met) return { $or: [alone, { [name]: { $exists: false } }] };
  return { $and: [alone, { [name]: { $exists: true } }] };
}

/** What stands beside an element of a list, or beside a length: operators without a name. */
function inside(written: unknown, path: KeyPath, run: ConditionTranslation): unknown {
  if (!isOperators(written)) return growthbookValue(written, path, run);
  const record: Record<string, unknown> = {};
  for (const [operator, operand] of Object.entries(written)) {
    const here = [...path, operator];
    const part = operator === "$not"
      ? { $not: inside(operand, here, run) }
      : growthbookOperation([operator, operand], here, { run, inside, logic });
    if (Object.keys(part ?? {}).some((key) => Object.hasOwn(record, key))) refuse(run, here, "says the same thing twice");
    Object.assign(record, part);
  }
  return record;
}

/** A reference to a group: its list or its condition is written out, for ours has no groups of its own. */
function savedGroup(reference: unknown, path: KeyPath, run: ConditionTranslation): Condition {
  const id = isRecord(reference) ? reference["id"] : undefined;
  const found = typeof id === "string" && Object.hasOwn(run.savedGroups, id) ? run.savedGroups[id] : undefined;
  if (!isRecord(reference) || typeof id !== "string" || !isRecord(found) || run.groups.includes(id)) {
    return refuse(run, path, "expected a saved group of the payload that does not contain itself");
  }
  if (found["type"] === "condition") return logic(found["condition"], path, { ...run, groups: [...run.groups, id] });
  const name = reference["attributeKey"] ?? found["attributeKey"];
  if (found["type"] !== "list" || typeof name !== "string" || !Array.isArray(found["values"])) {
    return refuse(run, path, "expected a saved group that is a list or a condition");
  }
  return field([name, { $in: found["values"] as readonly unknown[] }], path, run);
}

/** All of several conditions as one, in one record while their keys allow. */
function allOf(parts: readonly Condition[]): Condition {
  const merged: Record<string, unknown> = {};
  const apart: Condition[] = [];
  for (const part of parts) {
    const clash = Object.keys(part).filter((key) => Object.hasOwn(merged, key));
    const [key] = clash;
    if (key === undefined) Object.assign(merged, part);
    else if (!key.startsWith("$") && Object.keys(part).length === 1 && joinable(merged[key], part[key])) {
      merged[key] = { ...(merged[key] as Condition), ...(part[key] as Condition) };
    } else apart.push(part);
  }
  if (apart.length === 0) return merged;
  return Object.hasOwn(merged, "$and") ? { $and: [merged, ...apart] } : { ...merged, $and: apart };
}

function joinable(one: unknown, other: unknown): boolean {
  return isOperators(one) && isOperators(other) && Object.keys(other).every((key) => !Object.hasOwn(one, key));
}

function isOperators(written: unknown): written is Readonly<Record<string, unknown>> {
  if (!isRecord(written)) return false;
  const keys = Object.keys(written);
  return keys.length > 0 && keys.every((key) => key.startsWith("$"));
}

function refuse(run: ConditionTranslation, path: KeyPath, message: string): Condition {
  run.remarks.push({ path, fate: "refused", message });
  return never;
}
