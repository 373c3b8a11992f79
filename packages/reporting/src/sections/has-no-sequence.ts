import type { ReportRow } from "../report-input.ts";

/** Whether nothing but the planned end can ever be read, however many units come: of ratios and quantiles. */
export function hasNoSequence({ sequentialInsufficientReason }: ReportRow): boolean {
  return sequentialInsufficientReason === "no_sequence";
}
