import type { ReportExperiment, ReportRow } from "../report-input.ts";

/** The rows that decide an experiment: those of its primary metric, or of its first. */
export function primaryRows({ definition, rows }: ReportExperiment): readonly ReportRow[] {
  const primary = definition.primaryMetric ?? rows[0]?.metric;
  return rows.filter(({ metric }) => metric === primary);
}
