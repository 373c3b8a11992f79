import { missingShareTest } from "@liftproof/estimators";
import type { MetricMoments, MissingHistory } from "./analysis-input.ts";
import type { HistoryCheck } from "./analysis-result.ts";
import { unitsOfArm } from "./units-of-arm.ts";

/**
 * Whether any treatment changes who has a history. A covariate from before the experiment cannot be missing more often
 * in one arm than in another but by chance.
 *
 * @param arms - All of them; those without units take no part.
 */
export function historyChecks(metric: MetricMoments, missing: readonly MissingHistory[], arms: readonly string[]): readonly HistoryCheck[] {
  return missing.map(({ covariate, unitsByArm }) => {
    const counts = arms
      .map((arm) => ({ arm, units: unitsOfArm(metric, arm), missing: Object.hasOwn(unitsByArm, arm) ? (unitsByArm[arm] ?? 0) : 0 }))
      .filter(({ units }) => units > 0);
    const found = counts.length < 2 ? undefined : missingShareTest(counts);
    const tested = found?.kind === "tested" ? found : undefined;
    return {
      covariate,
      missingShares: Object.fromEntries(counts.map((one): [string, number] => [one.arm, one.missing / one.units])),
      pValue: tested?.pValue ?? null,
      suspect: (tested?.warning ?? null) !== null,
    };
  });
}
