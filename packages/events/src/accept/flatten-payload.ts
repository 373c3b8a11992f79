import type { Rejection } from "../rejection.ts";
import { acceptLimits } from "./accept-limits.ts";
import { reject } from "./reject.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** Where the flattened payload is gathered, and how many keys the line has used so far. */
export interface FlatPayload {
  readonly map: Record<string, string>;
  keys: number;
}

const unsafe = { code: "unsafe_number", expected: "a number below 2^53 in magnitude; send larger ones as text", got: "a larger one" } as const;

/**
 * Puts an object's values under their dotted keys: numbers as their shortest text, arrays as JSON text, nulls left
 * out, an empty object as nothing. Every double from 2^53 on stands for several whole numbers, so none gets in.
 *
 * @returns What is wrong with the object, or null.
 */
export function flattenPayload(object: JsonObject, flat: FlatPayload): Rejection | null {
  return flattenInto(flat, object, { prefix: "", depth: 2 });
}

interface Place {
  readonly prefix: string;
  /** Level of the object in the line; the event is 1, its payload 2. */
  readonly depth: number;
}

function flattenInto(flat: FlatPayload, object: JsonObject, { prefix, depth }: Place): Rejection | null {
  if (depth > acceptLimits.depth) return tooDeep(prefix);
  for (const key in object) {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    const fault = keyFault(flat, key, path);
    if (fault !== null) return fault;
    const value = object[key];
    if (value === null || value === undefined) continue;
    if (typeof value === "object" && !Array.isArray(value)) {
      const inner = flattenInto(flat, value as JsonObject, { prefix: path, depth: depth + 1 });
      if (inner !== null) return inner;
      continue;
    }
    const bad = typeof value === "number" ? numberFault(value, path) : listFault(flat, value, { prefix: path, depth: depth + 1 });
    if (bad !== null) return bad;
    if (Object.hasOwn(flat.map, path)) {
      return reject(`payload.${path}`, { code: "key_collision", expected: "one value for each flattened key", got: "two" });
    }
    flat.map[path] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return null;
}

/** Looks through an array that will stay JSON text: its numbers and keys obey the same rules. */
function listFault(flat: FlatPayload, value: unknown, { prefix, depth }: Place): Rejection | null {
  if (typeof value === "number") return numberFault(value, prefix);
  if (typeof value !== "object" || value === null) return null;
  if (depth > acceptLimits.depth) return tooDeep(prefix);
  const list = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    const path = `${prefix}.${key}`;
    const fault = (list ? null : keyFault(flat, key, path)) ?? listFault(flat, inner, { prefix: path, depth: depth + 1 });
    if (fault !== null) return fault;
  }
  return null;
}

function numberFault(value: number, path: string): Rejection | null {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? null : reject(`payload.${path}`, unsafe);
}

function keyFault(flat: FlatPayload, key: string, path: string): Rejection | null {
  flat.keys += 1;
  if (flat.keys > acceptLimits.keys) {
    return reject("", { code: "too_many_keys", expected: `at most ${acceptLimits.keys} keys`, got: "more" });
  }
  if (key !== "__proto__") return null;
  return reject(`payload.${path}`, { code: "forbidden_key", expected: "any other key than __proto__", got: "it" });
}

function tooDeep(prefix: string): Rejection {
  return reject(`payload.${prefix}`, { code: "too_deep", expected: `at most ${acceptLimits.depth} levels`, got: "more" });
}
