import type { InsufficientReason } from "../comparison.ts";
import type { RateCount } from "../rates/rate-count.ts";
import { whyRatesInsufficient } from "../rates/why-rates-insufficient.ts";

const FEWEST_UNITS = 100;
const FEWEST_EXPECTED_CONVERSIONS = 5;

/** Why two rates cannot be looked at yet: the normal limit a sequence rests on has not set in. */
export function whyTooEarlyForRates(
  control: RateCount,
  treatment: RateCount,
): InsufficientReason | undefined {
  const reason = whyRatesInsufficient(control, treatment);
  if (reason !== undefined) return reason;
  const fewest = Math.min(control.trials, treatment.trials);
  if (fewest < FEWEST_UNITS) return "too_few_units";
  const units = control.trials + treatment.trials;
  const expected = fewest * (control.successes + treatment.successes);
  return expected < FEWEST_EXPECTED_CONVERSIONS * units ? "too_few_conversions" : undefined;
}
