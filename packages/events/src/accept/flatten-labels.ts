import type { Rejection } from "../rejection.ts";
import type { FlatMap } from "./flat-map.ts";
import { keyFault } from "./key-fault.ts";
import { kindOf, reject } from "./reject.ts";

/**
 * Puts labels under their names, true and false as text, nulls left out.
 *
 * @returns What is wrong with the labels, or null.
 */
export function flattenLabels(labels: Readonly<Record<string, unknown>>, flat: FlatMap): Rejection | null {
  for (const key in labels) {
    const fault = keyFault(flat, key);
    if (fault !== null) return reject(`labels.${key}`, fault);
    const value = labels[key];
    if (value === null || value === undefined) continue;
    if (typeof value !== "string" && typeof value !== "boolean") {
      return reject(`labels.${key}`, { code: "wrong_type", expected: "text, true or false", got: kindOf(value) });
    }
    flat.map[key] = String(value);
  }
  return null;
}
