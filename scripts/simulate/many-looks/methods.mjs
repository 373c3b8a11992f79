/** Ways to read an experiment again and again, each asked whether it would stop at this look. */
import { groupSequentialBoundaries, mixtureSequentialTest, normalQuantileUpper, sequentialMeans, sequentialRates } from "@liftproof/estimators";
import { alpha } from "../one-look/judge.mjs";

const fixedCritical = normalQuantileUpper(alpha / 2);

/** What the confidence sequence says at a look, from the package's own result. */
export function sequence(path, [control, treatment], plannedUnits) {
  return path.kind === "rate"
    ? sequentialRates(control, treatment, { alpha, plannedUnits })
    : sequentialMeans(control, treatment, { alpha, plannedUnits, nonzeroUnits: [control.nonzero, treatment.nonzero] });
}

/** The mixture test, tuned to the effect worth finding. */
export function mixture({ difference, standardError }, effectWorthFinding) {
  return mixtureSequentialTest({ difference, standardError, mixingStandardDeviation: effectWorthFinding, alpha });
}

/** Critical values of looks that are evenly spaced in the units they add. */
export function groupCriticals(looks, spending) {
  const informationFractions = Array.from({ length: looks }, (_, i) => (i + 1) / looks);
  return groupSequentialBoundaries({ alpha, spending, informationFractions }).map(({ critical }) => critical);
}

export function passes({ difference, standardError }, critical) {
  return Math.abs(difference) > critical * standardError;
}

/** The p-value of a single look read at every look: what not to do. */
export function naive(estimates) {
  return passes(estimates, fixedCritical);
}
