import type { InsufficientReason } from "../comparison.ts";
import type { RateCount } from "./rate-count.ts";

/** Why two arms of rates cannot be compared, or `undefined` when they can. */
export function whyRatesInsufficient(
  control: RateCount,
  treatment: RateCount,
): InsufficientReason | undefined {
  if (control.trials === 0 || treatment.trials === 0) return "too_few_units";
  const conversions = control.successes + treatment.successes;
  if (conversions === 0) return "no_conversions";
  return conversions === control.trials + treatment.trials ? "all_converted" : undefined;
}
