import type { Rejection } from "../rejection.ts";
import type { FlatPayload } from "./flatten-payload.ts";
import { acceptLimits } from "./accept-limits.ts";
import { kindOf, reject } from "./reject.ts";

/**
 * Puts labels under their names, true and false as text, nulls left out.
 *
 * @returns What is wrong with the labels, or null.
 */
export function flattenLabels(labels: Readonly<Record<string, unknown>>, flat: FlatPayload): Rejection | null {
  for (const key in labels) {
    flat.keys += 1;
    if (flat.keys > acceptLimits.keys) {
      return reject("", { code: "too_many_keys", expected: `at most ${acceptLimits.keys} keys`, got: "more" });
    }
    if (key === "__proto__") {
      return reject("labels.__proto__", { code: "forbidden_key", expected: "any other key than __proto__", got: "it" });
    }
    const value = labels[key];
    if (value === null || value === undefined) continue;
    if (typeof value !== "string" && typeof value !== "boolean") {
      return reject(`labels.${key}`, { code: "wrong_type", expected: "text, true or false", got: kindOf(value) });
    }
    flat.map[key] = String(value);
  }
  return null;
}
