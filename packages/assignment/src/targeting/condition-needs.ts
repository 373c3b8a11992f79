import type { RegexMatcher } from "./condition.ts";
import type { ConditionSupport } from "./condition-run.ts";
import { isOperatorRecord } from "./is-operator-record.ts";
import { targetingOperators } from "./targeting-operators.ts";

/** What a condition leans on, or that it is broken wherever it is evaluated. */
interface ConditionNeeds {
  faulty: boolean;
  /** Parts that may still be looked into; a part that contains itself has no end. */
  left: number;
  readonly groups: Set<string>;
  readonly patterns: Set<string>;
  /** Matchers that were asked, and whether they read every pattern. */
  readonly matchers: WeakMap<RegexMatcher, boolean>;
}

const MAX_DEPTH = 64;
const MAX_PARTS = 10_000;
const known = new WeakMap<object, ConditionNeeds>();

/**
 * Whether a condition can be answered here: no mistake anywhere in it, every group it names there,
 * and a matcher that reads every pattern.
 *
 * Asked of the whole before any part is evaluated, so that a mistake counts the same wherever it
 * stands. A condition is looked through once; one that is changed afterwards is not looked through
 * again. `conditionFaults` says what the mistake is; a page has no room for its words.
 */
export function conditionNeedsMet(condition: object, { groups, regex }: ConditionSupport): boolean {
  let needs = known.get(condition);
  if (needs === undefined) {
    needs = { faulty: false, left: MAX_PARTS, groups: new Set(), patterns: new Set(), matchers: new WeakMap() };
    logic(condition, 0, needs);
    known.set(condition, needs);
  }
  if (needs.faulty) return false;
  for (const name of needs.groups) if (groups?.has(name) !== true) return false;
  return needs.patterns.size === 0 || (regex !== undefined && readsAll(regex, needs));
}

function logic(condition: unknown, depth: number, needs: ConditionNeeds): void {
  if (ended(depth, needs)) return;
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return fault(needs);
  for (const [key, written] of Object.entries(condition)) {
    if (!key.startsWith("$")) field(written, depth + 1, needs);
    else if (key === "$not") logic(written, depth + 1, needs);
    else if (!targetingOperators.logic.includes(key) || !Array.isArray(written)) fault(needs);
    else for (const part of written) logic(part, depth + 1, needs);
  }
}

function field(written: unknown, depth: number, needs: ConditionNeeds): void {
  if (ended(depth, needs) || !isOperatorRecord(written)) return;
  for (const [operator, operand] of Object.entries(written)) {
    if (operator === "$elemMatch" && !isOperatorRecord(operand)) logic(operand, depth + 1, needs);
    else if (operator === "$not" || operator === "$elemMatch" || operator === "$size") field(operand, depth + 1, needs);
    else if (!fits(operator, operand)) fault(needs);
    else if (operator === "$regex") needs.patterns.add(operand as string);
    else if (operator === "$inGroup") needs.groups.add(operand as string);
  }
}

function fits(operator: string, operand: unknown): boolean {
  if (operator === "$in" || operator === "$nin" || operator === "$all") return Array.isArray(operand);
  if (operator === "$regex" || operator === "$inGroup") return typeof operand === "string";
  return operator === "$exists" ? typeof operand === "boolean" : targetingOperators.field.includes(operator);
}

function ended(depth: number, needs: ConditionNeeds): boolean {
  needs.left -= 1;
  if (depth >= MAX_DEPTH || needs.left < 0) fault(needs);
  return needs.faulty;
}

function fault(needs: ConditionNeeds): void {
  needs.faulty = true;
}

function readsAll(regex: RegexMatcher, { patterns, matchers }: ConditionNeeds): boolean {
  let reads = matchers.get(regex);
  if (reads === undefined) {
    reads = true;
    try {
      for (const pattern of patterns) regex(pattern, "");
    } catch {
      reads = false;
    }
    matchers.set(regex, reads);
  }
  return reads;
}
