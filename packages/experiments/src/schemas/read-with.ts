import type * as z from "zod";
import { nearestWord } from "../config/nearest-word.ts";
import type { Finding, KeyPath } from "../config/yaml-file.ts";
import { jsonSchemaOf } from "./json-schema-of.ts";

/** A value of the right shape, or everything that is wrong with its shape. */
export type Read<Value> =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

/** Holds plain data against a schema whose messages state what is expected. */
export function readWith<Value>(schema: z.ZodType<Value, unknown>, value: unknown): Read<Value> {
  const result = schema.safeParse(value);
  if (result.success) return { kind: "read", value: result.data };
  return { kind: "refused", findings: result.error.issues.flatMap((issue) => findingsOf(issue, [], { schema, value })) };
}

type Issue = z.core.$ZodIssue;
interface Subject {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

function findingsOf(issue: Issue, above: KeyPath, subject: Subject): readonly Finding[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  const actual = valueAt(subject.value, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey([...path, key], knownKeys(subject.schema, path)));
  }
  if (issue.code === "invalid_union" && typeof actual === "object" && actual !== null) {
    // A record where a name or a record may stand: the record's own mistakes are what helps.
    return (issue.errors.at(-1) ?? []).flatMap((inner) => findingsOf(inner, path, subject));
  }
  return [{ path, expected: issue.message, got: describedValue(actual) }];
}

function unknownKey(path: KeyPath, known: readonly string[]): Finding {
  const key = String(path.at(-1));
  const nearest = nearestWord(key, known);
  return {
    path,
    expected: nearest === undefined ? `one of ${known.join(", ")}` : "a known key",
    got: `unknown key ${key}`,
    ...(nearest === undefined ? {} : { hint: `did you mean ${nearest}?` }),
  };
}

/** Keys that a record at a path may have, read off the JSON Schema. */
function knownKeys(schema: z.ZodType, path: KeyPath): readonly string[] {
  let node: unknown = jsonSchemaOf(schema);
  for (const step of path) {
    const record = recordForm(node);
    node = typeof step === "number" ? valueAt(record, ["items"]) : valueAt(record, ["properties", step]);
  }
  return Object.keys(valueAt(recordForm(node), ["properties"]) ?? {});
}

function recordForm(node: unknown): unknown {
  const choices = valueAt(node, ["anyOf"]);
  return Array.isArray(choices) ? choices.at(-1) : node;
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((current, step) => {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return undefined;
    return (current as Record<string | number, unknown>)[step];
  }, value);
}

function describedValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "a record";
  if (typeof value === "number") return String(value);
  // What is left of plain data: text, truth values and null.
  return JSON.stringify(value);
}
