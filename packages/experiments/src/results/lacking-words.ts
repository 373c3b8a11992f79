import type { DecidingEvidence } from "./deciding-evidence.ts";

/** Why there is no answer, as a clause. */
export const lackingWords: Readonly<Record<Extract<DecidingEvidence, { readonly kind: "lacking" }>["reason"], string>> = {
  too_few_units: "an arm has too few units",
  no_variation: "every unit has the same value",
  no_conversions: "nobody has converted",
  all_converted: "everybody has converted",
  no_denominator: "the denominators of an arm sum to zero",
  too_few_conversions: "too few conversions for a sequential look",
  too_few_nonzero_units: "too few units with any value for a sequential look",
  nonzero_units_not_counted: "nobody has counted the units with a value other than zero, and their sums do not show enough for a sequential look",
  too_few_in_tail: "fewer than ten units lie beyond the quantile",
  band_outside_sample: "the uncertainty of the quantile reaches past the smallest or the largest value",
  tied_at_quantile: "more than one unit in twenty has the very value of the quantile",
  empty_stratum: "a stratum has too few units of an arm",
  no_overlap: "the covariates of the arms have nothing in common",
  beyond_range: "a value lies so far from zero that nothing can be computed from it",
  no_sequence: "ratios and quantiles have no confidence sequence",
  not_analyzed: "it was not among the analyzed metrics",
  no_such_estimate: "the estimate the rule reads was not asked for",
};
