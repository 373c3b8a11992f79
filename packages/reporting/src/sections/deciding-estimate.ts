import type { ReportRow } from "../report-input.ts";

/** The estimate that a decision reads, with what it is called where it is not the plain one. */
export interface ShownEstimate {
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly lift: number | null;
  /** `null` at both ends with a lift given: unbounded, or not known at the level of the estimate. */
  readonly liftLow: number | null;
  readonly liftHigh: number | null;
  /** Such as `after CUPED`; `null` for the plain estimate. */
  readonly name: string | null;
}

/**
 * The estimate by which a row's experiment has declared to decide, so that headline, chart and reason
 * speak of one number; the plain one where there is no such estimate.
 */
export function decidingEstimate(row: ReportRow): ShownEstimate {
  const { difference, intervalLow, intervalHigh, lift, liftLow, liftHigh } = row;
  if (row.decidingEstimate === "cuped" && row.cupedDifference !== null && row.cupedLow !== null && row.cupedHigh !== null) {
    const [low, high] = [row.cupedLow, row.cupedHigh];
    return { difference: row.cupedDifference, low, high, lift: row.cupedLift ?? null, liftLow: row.cupedLiftLow ?? null, liftHigh: row.cupedLiftHigh ?? null, name: "after CUPED" };
  }
  if (row.decidingEstimate === "sequential" && row.sequentialLow !== null && row.sequentialHigh !== null) {
    return { difference, low: row.sequentialLow, high: row.sequentialHigh, lift, liftLow: null, liftHigh: null, name: "at any look" };
  }
  return { difference, low: intervalLow, high: intervalHigh, lift, liftLow, liftHigh, name: null };
}
