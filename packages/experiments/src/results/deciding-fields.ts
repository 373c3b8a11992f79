import type { ExperimentResultRow } from "./experiment-result-row.ts";

/** The fields of a result row that keep what a decision was made by. */
export type DecidingFields = Pick<ExperimentResultRow, "decidedAtUs" | "decidingPValue" | "decidingLow" | "decidingHigh">;

/** What the declared estimate of the primary metric said at the look that decided; `own` are the rows of one treatment over all units. */
export function decidingFields(own: readonly ExperimentResultRow[], decidedAtUs: number): DecidingFields & { readonly decidedAtUs: number } {
  const primary = own.find(({ role }) => role === "primary");
  const [decidingPValue, decidingLow, decidingHigh] = primary === undefined ? [null, null, null] : readOf(primary);
  return { decidedAtUs, decidingPValue, decidingLow, decidingHigh };
}

function readOf(row: ExperimentResultRow): readonly [number | null, number | null, number | null] {
  switch (row.decidingEstimate) {
    case "raw": return [row.pValue, row.intervalLow, row.intervalHigh];
    case "cuped": return [row.cupedPValue, row.cupedLow, row.cupedHigh];
    case "sequential": return [row.sequentialPValue, row.sequentialLow, row.sequentialHigh];
    case "bayesian": return [null, row.bayesianLow, row.bayesianHigh];
  }
}
