import { compareCodePoints } from "@liftproof/events";
import type { AttributionFact } from "../attribution-fact.ts";
import { factColumns } from "../fact-columns.ts";

const sorted = [...factColumns].sort((a, b) => compareCodePoints(a.column, b.column));

/**
 * A fact as one line of canonical JSON: column names in order of code points, instants in microseconds.
 *
 * Control characters without a short form are written with upper-case digits, as SQL engines do.
 */
export function factText(fact: AttributionFact): string {
  const text = `{${sorted.map(({ field, column }) => `${JSON.stringify(column)}:${JSON.stringify(fact[field])}`).join(",")}}`;
  return text.replace(/\\(?:u([0-9a-f]{4})|.)/g, (escape, digits?: string) => (digits === undefined ? escape : `\\u${digits.toUpperCase()}`));
}
