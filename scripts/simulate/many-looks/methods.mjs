/** Ways to read an experiment again and again, each asked whether it would stop at this look. */
import { normalQuantileUpper, sequentialMeans, sequentialRates } from "@liftproof/estimators";
import { alpha } from "../one-look/judge.mjs";

const fixedCritical = normalQuantileUpper(alpha / 2);

/** What the confidence sequence says at a look, from the package's own result. */
export function sequence(path, [control, treatment], plannedUnits) {
  return path.kind === "rate"
    ? sequentialRates(control, treatment, { alpha, plannedUnits })
    : sequentialMeans(control, treatment, { alpha, plannedUnits, nonzeroUnits: [control.nonzero, treatment.nonzero] });
}

/** The p-value of a single look read at every look: what not to do. */
export function naive({ difference, standardError }) {
  return Math.abs(difference) > fixedCritical * standardError;
}
