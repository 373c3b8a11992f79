export {
  betaLogLower,
  betaLogUpper,
  betaLower,
  betaQuantile,
  betaQuantileUpper,
  betaUpper,
} from "./distributions/beta.ts";
export {
  chiSquareLogLower,
  chiSquareLogUpper,
  chiSquareLower,
  chiSquareQuantile,
  chiSquareQuantileUpper,
  chiSquareUpper,
} from "./distributions/chi-square.ts";
export {
  gammaLogLower,
  gammaLogUpper,
  gammaLower,
  gammaQuantile,
  gammaQuantileUpper,
  gammaUpper,
} from "./distributions/incomplete-gamma.ts";
export { logBeta } from "./distributions/log-beta.ts";
export { logGamma, stirlingCorrection } from "./distributions/log-gamma.ts";
export {
  normalDensity,
  normalLogLower,
  normalLogUpper,
  normalLower,
  normalQuantile,
  normalQuantileUpper,
  normalUpper,
} from "./distributions/normal.ts";
export {
  studentTLogLower,
  studentTLogUpper,
  studentTLower,
  studentTQuantile,
  studentTQuantileUpper,
  studentTTwoSided,
  studentTUpper,
} from "./distributions/student-t.ts";

export type { Moments } from "./moments/moments.ts";
export { momentsOf } from "./moments/moments-of.ts";
export { mergeMoments } from "./moments/merge-moments.ts";
export { varianceOf } from "./moments/variance-of.ts";
export type { PowerSums } from "./moments/moments-from-power-sums.ts";
export { momentsFromPowerSums } from "./moments/moments-from-power-sums.ts";
export type { JointMoments } from "./moments/joint-moments.ts";
export { jointMomentsOf } from "./moments/joint-moments-of.ts";
export { mergeJointMoments } from "./moments/merge-joint-moments.ts";
export type { JointPowerSums } from "./moments/joint-moments-from-power-sums.ts";
export { jointMomentsFromPowerSums } from "./moments/joint-moments-from-power-sums.ts";
export { marginalMoments } from "./moments/marginal-moments.ts";

export type {
  Compared,
  Comparison,
  ComparisonOptions,
  ComparisonTest,
  Insufficient,
  InsufficientReason,
  Interval,
} from "./comparison.ts";
export { compareMeans } from "./means/compare-means.ts";
export { deltaLiftInterval } from "./means/delta-lift-interval.ts";
export type { RelativeEffect } from "./means/fieller-interval.ts";
export { fiellerInterval } from "./means/fieller-interval.ts";
export type { LiftIntervalOptions, NoLiftInterval } from "./means/lift-inputs.ts";
export { logLiftInterval } from "./means/log-lift-interval.ts";
export type { SkewInput } from "./means/skew-warning.ts";
export { skewWarning } from "./means/skew-warning.ts";
export type { RateCount } from "./rates/rate-count.ts";
export type { BarnardExact } from "./rates/barnard-exact.ts";
export { barnardExact } from "./rates/barnard-exact.ts";
export { compareRates } from "./rates/compare-rates.ts";
export { fisherExact } from "./rates/fisher-exact.ts";
export { koopmanInterval } from "./rates/koopman-interval.ts";
export { meeInterval } from "./rates/mee-interval.ts";
export { newcombeInterval } from "./rates/newcombe-interval.ts";
export { wilsonInterval } from "./rates/wilson-interval.ts";
export type { RatioMoments } from "./ratios/ratio-moments.ts";
export { compareRatios } from "./ratios/compare-ratios.ts";
export { linearizedRatio } from "./ratios/linearized-ratio.ts";
export type { PostStratifyOptions, Stratum } from "./strata/post-stratify.ts";
export { postStratify } from "./strata/post-stratify.ts";
export type { InsufficientBand, QuantileBand } from "./quantiles/quantile-band.ts";
export type { QuantileOptions } from "./quantiles/quantile-band-of.ts";
export { quantileBandOf } from "./quantiles/quantile-band-of.ts";
export { quantileRank } from "./quantiles/quantile-rank.ts";
export type { QuantileRanks, QuantileSummary } from "./quantiles/quantile-ranks.ts";
export { quantileRanks } from "./quantiles/quantile-ranks.ts";
export { compareQuantiles } from "./quantiles/compare-quantiles.ts";
export type { WinsorBounds, WinsorOptions } from "./winsorize/winsor-bounds.ts";
export { winsorBounds } from "./winsorize/winsor-bounds.ts";
export { winsorize } from "./winsorize/winsorize.ts";
export type { CupedComparison } from "./cuped/adjusted-difference.ts";
export type { CupedOptions, CupedResult } from "./cuped/cuped.ts";
export { cuped } from "./cuped/cuped.ts";
export type { ArmHistory } from "./cuped/imputed-covariates.ts";
export { imputedCovariates } from "./cuped/imputed-covariates.ts";
export type { MissingShares, MissingShareTest } from "./cuped/missing-share-test.ts";
export { missingShareTest } from "./cuped/missing-share-test.ts";
export { robustVariance } from "./cuped/robust-variance.ts";

export type { EstimatedEffect } from "./check-effect.ts";
export type { BetaPrior } from "./bayes/beta-posterior.ts";
export type { ArmBelief, BestArmOptions } from "./bayes/best-arm-probabilities.ts";
export { bestArmProbabilities } from "./bayes/best-arm-probabilities.ts";
export type { BayesianRates, BayesianRatesOptions } from "./bayes/bayesian-rates.ts";
export { bayesianRates, DEFAULT_RATE_PRIOR } from "./bayes/bayesian-rates.ts";
export type { GaussianEffect, GaussianEffectInput } from "./bayes/gaussian-effect.ts";
export { gaussianEffect } from "./bayes/gaussian-effect.ts";

export type {
  GoodDirection,
  NonInferiority,
  NonInferiorityOptions,
} from "./non-inferiority/judge-harm.ts";
export type { DistributedEffect } from "./non-inferiority/non-inferiority.ts";
export { nonInferiority } from "./non-inferiority/non-inferiority.ts";
export type { NonInferiorityResult } from "./non-inferiority/rate-non-inferiority.ts";
export { rateNonInferiority } from "./non-inferiority/rate-non-inferiority.ts";
export type {
  SequentialMeanNonInferiorityOptions,
  SequentialNonInferiorityOptions,
} from "./non-inferiority/sequential-non-inferiority.ts";
export {
  sequentialMeanNonInferiority,
  sequentialRateNonInferiority,
} from "./non-inferiority/sequential-non-inferiority.ts";

export type { SequenceLook, SequenceState } from "./sequential/advance-sequence.ts";
export { advanceSequence } from "./sequential/advance-sequence.ts";
export type { CrossingInput, LookCrossing } from "./sequential/crossing-probabilities.ts";
export { crossingProbabilities } from "./sequential/crossing-probabilities.ts";
export type { BoundaryShape, GroupSequentialDesign } from "./sequential/group-sequential-boundaries.ts";
export { groupSequentialBoundaries } from "./sequential/group-sequential-boundaries.ts";
export type {
  GroupLook,
  GroupLookResult,
  GroupSequentialPlan,
  GroupSequentialResult,
} from "./sequential/group-sequential-test.ts";
export { groupSequentialTest } from "./sequential/group-sequential-test.ts";
export type { LookBoundary } from "./sequential/look-boundary.ts";
export type {
  MixtureSequentialInput,
  MixtureSequentialLook,
} from "./sequential/mixture-sequential-test.ts";
export { mixtureSequentialTest } from "./sequential/mixture-sequential-test.ts";
export { oneSidedSequence } from "./sequential/one-sided-sequence.ts";
export type { PeekingInput } from "./sequential/peeking-error-rate.ts";
export { peekingErrorRate } from "./sequential/peeking-error-rate.ts";
export type { SpendingFunction, SpentAlphaInput } from "./sequential/spent-alpha.ts";
export { spentAlpha } from "./sequential/spent-alpha.ts";
export type { SequenceOptions, SequentialLook } from "./sequential/confidence-sequence.ts";
export { confidenceSequence } from "./sequential/confidence-sequence.ts";
export type { SequentialMeansOptions } from "./sequential/sequential-means.ts";
export { sequentialMeans } from "./sequential/sequential-means.ts";
export { sequentialRates } from "./sequential/sequential-rates.ts";
export type { SequentialResult } from "./sequential/sequential-result.ts";

export type { Adjusted } from "./multiplicity/adjust.ts";
export { benjaminiHochberg } from "./multiplicity/benjamini-hochberg.ts";
export { benjaminiYekutieli } from "./multiplicity/benjamini-yekutieli.ts";
export { bonferroni } from "./multiplicity/bonferroni.ts";
export { hochberg } from "./multiplicity/hochberg.ts";
export { holm } from "./multiplicity/holm.ts";
export { hommel } from "./multiplicity/hommel.ts";
export type { WeightedBonferroniOptions } from "./multiplicity/weighted-bonferroni.ts";
export { weightedBonferroni } from "./multiplicity/weighted-bonferroni.ts";
