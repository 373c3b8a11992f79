import { nearestName } from "@liftproof/adapters/duckdb";
import type * as z from "zod";
import { quotedSample } from "../output/quoted-sample.ts";
import { advisedValue } from "./advised-value.ts";
import { expectedRules, valuesOfOps } from "./expected-rules.ts";
import type { ExpectedRule } from "./expected-rules.ts";

/** Keys from the root of the file; numbers are places in lists. */
export type RulePath = readonly (string | number)[];

/** A mistake in rules.yaml: where, and in words what was expected, what came and what to write instead. */
export interface RulesFault {
  readonly path: RulePath;
  readonly text: string;
}

/** Puts what the schema found into words. The first mistake counts: mending it often mends the rest. */
export function rulesFault({ issues }: z.ZodError, value: unknown): RulesFault {
  const [issue] = issues;
  return issue === undefined ? { path: [], text: "expected rules, got something else; write key: value lines" } : faultOf(issue, [], value);
}

function faultOf(issue: z.core.$ZodIssue, above: RulePath, root: unknown): RulesFault {
  const path = [...above, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  const found = valueAt(root, path);
  if (issue.code === "unrecognized_keys") return unknownKey([...path, issue.keys[0] ?? ""], found);
  const inner = issue.code === "invalid_union" && isRecord(found) ? issue.errors.at(-1)?.[0] : undefined;
  // A record where a word or a record may stand: the record's own mistake is what helps.
  if (inner !== undefined) return faultOf(inner, path, root);
  // A list of a wrong length, and weights one of which is wrong, are told as a whole.
  const told = typeof path.at(-1) === "number" && expectedAt(path) === undefined ? path.slice(0, -1) : path;
  const known = valueOfOp(told, root) ?? expectedAt(told) ?? { expected: "a record of rules", example: "" };
  const stated: unknown = issue.code === "custom" ? issue.params?.["expected"] : undefined;
  const expected = typeof stated === "string" ? stated : known.expected;
  const advised = advisedValue(valueAt(root, told), known);
  const key = told.filter((step) => typeof step === "string").at(-1);
  const shown = typeof told.at(-1) === "number" ? `- ${advised}` : `${key}: ${advised}`;
  return { path: told, text: `expected ${expected}, got ${described(valueAt(root, told))}; write ${key === undefined ? "lines like lookback: 7d" : shown}` };
}

/** What the value of a condition must be under its op, where the op is one. */
function valueOfOp(path: RulePath, root: unknown): ExpectedRule | undefined {
  if (path[0] !== "channels" || path.at(-1) !== "value") return undefined;
  const op = valueAt(root, [...path.slice(0, -1), "op"]);
  return typeof op === "string" && Object.hasOwn(valuesOfOps, op) ? valuesOfOps[op] : undefined;
}

function unknownKey(path: RulePath, above: unknown): RulesFault {
  const key = String(path.at(-1));
  if (path[0] === "channels" && key === "value") {
    return { path, text: `expected no value beside op: ${String(valueAt(above, ["op"]))}, got ${described(valueAt(above, ["value"]))}; take it out` };
  }
  const place = patternOf(path.slice(0, -1));
  const known = Object.keys(expectedRules).filter((name) => name.startsWith(place === "" ? "" : `${place}.`)).map((name) => name.slice(place === "" ? 0 : place.length + 1)).filter((name) => !name.includes(".") && name !== "*");
  const near = nearestName(key, known) ?? known.find((name) => key.length > 2 && name.startsWith(key));
  return { path, text: `expected one of ${known.join(", ")}, got the unknown key ${quotedSample(key)}; ${near === undefined ? "take it out" : `did you mean ${near}?`}` };
}

function expectedAt(path: RulePath): ExpectedRule | undefined {
  const pattern = patternOf(path);
  return Object.hasOwn(expectedRules, pattern) ? expectedRules[pattern] : undefined;
}

function patternOf(path: RulePath): string {
  return path.map((step) => (typeof step === "number" ? "*" : step)).join(".");
}

function valueAt(root: unknown, path: RulePath): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === "object" && value !== null && Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined), root);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function described(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return quotedSample(value);
  if (Array.isArray(value)) return value.every((part) => typeof part !== "object") ? quotedSample(`[${value.join(", ")}]`).slice(1, -1) : `a list of ${value.length}`;
  return typeof value === "object" ? "a record" : JSON.stringify(value);
}
