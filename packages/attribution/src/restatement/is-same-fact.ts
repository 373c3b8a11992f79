import type { AttributionFact } from "../attribution-fact.ts";
import { factColumns } from "../fact-columns.ts";

/** Whether two facts say the same; the instant as of which they say it does not count. */
export function isSameFact(a: AttributionFact, b: AttributionFact): boolean {
  return factColumns.every(({ field }) => field === "watermarkUs" || a[field] === b[field]);
}
