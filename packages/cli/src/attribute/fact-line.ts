import { factColumns } from "@liftproof/attribution";
import type { AttributionFact } from "@liftproof/attribution";
import { compareCodePoints } from "@liftproof/events";

const columns = [...factColumns].sort((left, right) => compareCodePoints(left.column, right.column));

/** A fact as one line of canonical JSON: columns at rest, sorted, instants as epoch microseconds. */
export function factLine(fact: AttributionFact): string {
  return `{${columns.map(({ column, field }) => `${JSON.stringify(column)}:${JSON.stringify(fact[field])}`).join(",")}}`;
}
