import type { Rejection } from "../rejection.ts";
import { illFormedText } from "../text/ill-formed-text.ts";
import { acceptLimits } from "./accept-limits.ts";
import { reject } from "./reject.ts";

const badText = { code: "bad_text", expected: "well-formed text without U+0000", got: "a lone surrogate or U+0000" } as const;

/**
 * The first ill-formed text in a JSON value, keys included, or null.
 *
 * Engines differ on such text (one keeps it, one replaces it, one fails), so no line that holds any gets in.
 */
export function textFault(value: unknown, path: string, depth: number): Rejection | null {
  if (typeof value === "string") return illFormedText.test(value) ? reject(path, badText) : null;
  if (typeof value !== "object" || value === null) return null;
  if (depth > acceptLimits.depth) {
    return reject(path, { code: "too_deep", expected: `at most ${acceptLimits.depth} levels`, got: "more" });
  }
  for (const [key, inner] of Object.entries(value)) {
    const place = path === "" ? key : `${path}.${key}`;
    const fault = illFormedText.test(key) ? reject(place, badText) : textFault(inner, place, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}
