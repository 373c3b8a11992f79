import { compareRates } from "@liftproof/estimators";
import type { MetricMoments, MissingHistory } from "./analysis-input.ts";
import type { HistoryCheck } from "./analysis-result.ts";
import { unitsOfArm } from "./units-of-arm.ts";

/** Below this a treatment is held to have changed who has a history: as strict as the guard of the split. */
const SUSPECT = 0.001;

/**
 * Whether any treatment changes who has a history. A covariate from before the experiment cannot be missing more often
 * in one arm than in another but by chance.
 *
 * @param arms - The control, then the treatments.
 */
export function historyChecks(metric: MetricMoments, missing: readonly MissingHistory[], [control = "", ...treatments]: readonly string[]): readonly HistoryCheck[] {
  return missing.map(({ covariate, unitsByArm }) => {
    const of = (arm: string): { readonly successes: number; readonly trials: number } => ({
      successes: Object.hasOwn(unitsByArm, arm) ? (unitsByArm[arm] ?? 0) : 0,
      trials: unitsOfArm(metric, arm),
    });
    const found = treatments.map((treatment) => compareRates(of(control), of(treatment), { alpha: SUSPECT })).filter((one) => one.kind === "compared");
    const pValue = found.length === 0 ? null : Math.min(1, found.length * Math.min(...found.map((one) => one.pValue)));
    const shares = [control, ...treatments].map((arm): [string, number] => {
      const { successes, trials } = of(arm);
      return [arm, trials === 0 ? 0 : successes / trials];
    });
    return { covariate, missingShares: Object.fromEntries(shares), pValue, suspect: pValue !== null && pValue < SUSPECT };
  });
}
