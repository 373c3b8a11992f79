import type { ReportRow } from "../report-input.ts";

const WORDS: Readonly<Record<string, string>> = {
  no_conversions: "nobody converted",
  all_converted: "everybody converted",
  no_variation: "all values alike",
  tied_at_quantile: "too many units share the value",
  beyond_range: "a value too large to compute with",
  no_denominator: "nothing to divide by",
};

/** What stands where a row has no estimate: why, or that it is too early. */
export function lackingWords({ insufficientReason }: ReportRow): string {
  const reason = insufficientReason ?? "";
  return Object.hasOwn(WORDS, reason) ? (WORDS[reason] ?? "") : "too early";
}
