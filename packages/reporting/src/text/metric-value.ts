import type { ReportRow } from "../report-input.ts";
import { decimal } from "./decimal.ts";
import { percent } from "./percent.ts";
import { significant } from "./significant.ts";

/** Ways to write the numbers of one metric. */
export interface MetricText {
  /** A mean: a percentage for a rate, the plain number else. */
  readonly value: (value: number) => string;
  /** A difference with its sign: percentage points for a rate. */
  readonly difference: (difference: number) => string;
}

/** How the numbers of a row's metric are written. */
export function metricText({ test, meanControl }: ReportRow): MetricText {
  if (test !== "pooled-score") return { value: significant, difference: (value) => signed(significant(Math.abs(value)), value) };
  const places = (meanControl ?? 1) < 0.01 ? 3 : 2;
  return {
    value: (value) => percent(value, places),
    difference: (value) => `${signed(decimal(Math.abs(value) * 100, places), value)} pts`,
  };
}

function signed(magnitude: string, value: number): string {
  return (value < 0 ? "\u2212" : "+") + magnitude;
}
