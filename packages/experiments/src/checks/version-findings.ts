import type { Finding, KeyPath } from "../config/yaml-file.ts";

const versions: ReadonlySet<string> = new Set(["$veq", "$vne", "$vgt", "$vgte", "$vlt", "$vlte"]);
/** Their operands are values, not conditions. */
const values: ReadonlySet<string> = new Set(["$eq", "$ne", "$in", "$nin", "$all"]);

/**
 * Versions that are not what somebody wrote: 2.10 without quotes is the number 2.1 before anybody can ask, and a text that begins with no
 * digit is compared as a word.
 *
 * @param condition - One without other mistakes, so that its depth is bounded.
 */
export function versionFindings(condition: unknown, path: KeyPath): readonly Finding[] {
  if (typeof condition !== "object" || condition === null) return [];
  return Object.entries(condition).flatMap(([key, value]): readonly Finding[] => {
    const here = [...path, Array.isArray(condition) ? Number(key) : key];
    if (!versions.has(key)) return values.has(key) ? [] : versionFindings(value, here);
    if (typeof value === "number") {
      return [{ path: here, expected: "a version in quotes", got: `the number ${value}`, hint: "without quotes 2.10 is the number 2.1" }];
    }
    return /^\s*v?\d/iu.test(String(value)) ? [] : [{ path: here, expected: 'a version such as "2.3.0"', got: JSON.stringify(value) }];
  });
}
