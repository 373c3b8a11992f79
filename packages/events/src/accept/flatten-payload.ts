import type { CompiledEvent } from "../catalogue/catalogue.ts";
import type { Rejection } from "../rejection.ts";
import { acceptLimits } from "./accept-limits.ts";
import { collision } from "./collision.ts";
import type { FlatMap } from "./flat-map.ts";
import { keyFault } from "./key-fault.ts";
import { missingField } from "./missing-field.ts";
import { kindOf, type Mismatch, reject } from "./reject.ts";

type JsonObject = Readonly<Record<string, unknown>>;

const unsafe: Mismatch = { code: "unsafe_number", expected: "a number below 2^53 in magnitude; send larger ones as text", got: "a larger one" };
const tooDeep: Mismatch = { code: "too_deep", expected: `at most ${acceptLimits.depth} levels`, got: "more" };

/**
 * Checks the payload fields that the event's table knows and puts all values under their dotted keys: numbers as
 * their shortest text, arrays as JSON text, nulls left out, an empty object as nothing.
 *
 * Every double from 2^53 on stands for several whole numbers, so none gets in.
 *
 * @returns What is wrong with the payload, or null.
 */
export function flattenPayload(payload: JsonObject, event: CompiledEvent, flat: FlatMap): Rejection | null {
  let required = 0;
  for (const key in payload) {
    const value = payload[key];
    const field = event.fields.get(key);
    if (field !== undefined && value !== null && value !== undefined) {
      const fault = field.check(value);
      if (fault !== null) return reject(field.path, { ...fault, got: kindOf(value) });
      if (field.required) required += 1;
    }
    const fault = keyFault(flat, key);
    if (fault !== null) return reject(`payload.${key}`, fault);
    const inner = flattenValue(flat, value, key);
    if (inner !== null) return inner;
  }
  if (required < event.required || event.oneOf !== null) {
    const fault = missingField(payload, event);
    if (fault !== null) return fault;
  }
  return flat.dotted ? collision(payload) : null;
}

function flattenValue(flat: FlatMap, value: unknown, path: string): Rejection | null {
  if (typeof value === "string") {
    flat.map[path] = value;
    return null;
  }
  if (typeof value === "number") {
    if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return reject(`payload.${path}`, unsafe);
    flat.map[path] = String(value);
    return null;
  }
  if (typeof value === "boolean") {
    flat.map[path] = value ? "true" : "false";
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  return Array.isArray(value) ? flattenList(flat, value, path) : flattenObject(flat, value as JsonObject, path);
}

function flattenObject(flat: FlatMap, object: JsonObject, path: string): Rejection | null {
  if (flat.level >= acceptLimits.depth) return reject(`payload.${path}`, tooDeep);
  flat.level += 1;
  for (const key in object) {
    const place = `${path}.${key}`;
    const fault = keyFault(flat, key);
    if (fault !== null) return reject(`payload.${place}`, fault);
    const inner = flattenValue(flat, object[key], place);
    if (inner !== null) return inner;
  }
  flat.level -= 1;
  return null;
}

function flattenList(flat: FlatMap, list: readonly unknown[], path: string): Rejection | null {
  const fault = listFault(flat, list, flat.level);
  if (fault !== null) return reject(`payload.${path}`, fault);
  flat.map[path] = JSON.stringify(list);
  return null;
}

/** Looks through an array, which stays JSON text: its numbers, keys and depth obey the same rules. */
function listFault(flat: FlatMap, value: unknown, level: number): Mismatch | null {
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? null : unsafe;
  if (typeof value !== "object" || value === null) return null;
  if (level >= acceptLimits.depth) return tooDeep;
  if (Array.isArray(value)) {
    for (const inner of value) {
      const fault = listFault(flat, inner, level + 1);
      if (fault !== null) return fault;
    }
    return null;
  }
  for (const key in value) {
    const fault = keyFault(flat, key) ?? listFault(flat, (value as JsonObject)[key], level + 1);
    if (fault !== null) return fault;
  }
  return null;
}
