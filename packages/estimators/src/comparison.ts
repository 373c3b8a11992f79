/** Low and high end, in the units of what it is an interval of. */
export type Interval = readonly [low: number, high: number];

/**
 * Why there is no answer yet.
 *
 * - `too_few_units`: an arm holds fewer units than the method needs
 * - `no_variation`: every unit has the same value, so nothing can be told from chance
 * - `no_conversions`, `all_converted`: no unit, or every unit, of the two arms converted
 * - `no_denominator`: the denominators of an arm sum to zero
 * - `too_few_conversions`: too rare so far for a sequential look
 * - `too_few_nonzero_units`: too few units with any value so far for a sequential look
 * - `nonzero_units_not_counted`: moments alone do not show that enough units have any value for a sequential look
 * - `too_few_in_tail`: fewer than ten units beyond a quantile
 * - `band_outside_sample`: the uncertainty of a quantile reaches past the smallest or largest value
 * - `tied_at_quantile`: so many units share the value of a quantile that it cannot tell arms apart
 * - `no_overlap`: the covariates of the arms lie so far apart that no adjustment bridges them
 * - `empty_stratum`: a stratum holds fewer than two units of an arm
 * - `beyond_range`: a value is so large that sums of squares are no longer doubles; estimators throw, who reads data says so
 * - `no_sequence`: metrics of this kind have no confidence sequence
 */
export type InsufficientReason =
  | "too_few_units"
  | "no_variation"
  | "no_conversions"
  | "all_converted"
  | "no_denominator"
  | "too_few_conversions"
  | "too_few_nonzero_units"
  | "nonzero_units_not_counted"
  | "too_few_in_tail"
  | "band_outside_sample"
  | "tied_at_quantile"
  | "no_overlap"
  | "empty_stratum"
  | "beyond_range"
  | "no_sequence";

/** Which test decided. */
export type ComparisonTest = "pooled-score" | "welch" | "ratio-delta" | "quantile-band" | "post-stratified";

/** What every comparison needs to be told. */
export interface ComparisonOptions {
  /** Two-sided error rate in (0, 1); intervals cover 1 - alpha. */
  readonly alpha: number;
}

/**
 * Treatment against control, in one record that cannot contradict itself: `interval` and `liftInterval`
 * leave out 0 exactly when `pValue` is below alpha.
 */
export interface Compared {
  readonly kind: "compared";
  readonly test: ComparisonTest;
  readonly controlMean: number;
  readonly treatmentMean: number;
  /** Treatment minus control. */
  readonly difference: number;
  /** The one `statistic` divides by; for rates it is the pooled one, valid under no effect. */
  readonly standardError: number;
  /** `null` when the reference distribution is normal. */
  readonly degreesOfFreedom: number | null;
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Of the difference. */
  readonly interval: Interval;
  /** Difference over the absolute control mean, or `null` when that mean is zero. */
  readonly lift: number | null;
  /** `"unbounded"` when the control mean itself cannot be told from zero. */
  readonly liftInterval: Interval | "unbounded";
  /** Rates only: Newcombe's hybrid score interval of the difference, for comparison with other tools. */
  readonly newcombeInterval?: Interval;
  /** Rates with an expected cell under 5 only: Fisher's exact p-value. Reported, never deciding. */
  readonly exactPValue?: number;
}

/** The data cannot carry a comparison, and why. Means are given where they exist. */
export interface Insufficient {
  readonly kind: "insufficient";
  readonly reason: InsufficientReason;
  readonly controlMean: number | null;
  readonly treatmentMean: number | null;
}

/** The outcome of comparing two arms. */
export type Comparison = Compared | Insufficient;
