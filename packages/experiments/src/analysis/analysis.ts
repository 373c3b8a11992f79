import { DEFAULT_RATE_PRIOR, holm } from "@liftproof/estimators";
import { sampleRatio } from "@liftproof/srm";
import type { AnalysisInput, MetricMoments } from "./analysis-input.ts";
import type { Analysis, ComparedArms, MetricAnalysis, UncomparedArms } from "./analysis-result.ts";
import { compareArms } from "./compare-arms.ts";

/**
 * One look at an experiment: the split, and every treatment against the control in every metric.
 *
 * Sees moments alone, so an array, DuckDB and Athena give the same answer. What the data cannot
 * carry is reported with its reason, never as NaN or p = 1. `adjustedPValue` is Holm's over all
 * metrics and treatments that have a p-value.
 *
 * @throws RangeError when the control is not among the arms, an arm or metric is named twice, or a
 * count, weight or option is out of range.
 */
export function analysis(input: AnalysisInput): Analysis {
  const { control, arms, metrics, interim, alpha } = input;
  checkNames(input);
  const treatments = arms.map(({ arm }) => arm).filter((arm) => arm !== control);
  const split = sampleRatio(arms, { interim });
  const compared = metrics.map((metric) => compareArms(metric, [control, ...treatments], input));
  const flat = compared.flat();
  const adjusted = holm(flat.map((pair) => (pair.kind === "compared" ? pair.pValue : null)));
  const settled = new Map(flat.map((pair, index) => [pair, withAdjusted(pair, adjusted[index] ?? null)]));
  const weightSum = arms.reduce((sum, { weight }) => sum + weight, 0);
  return {
    units: arms.reduce((sum, { units }) => sum + units, 0),
    droppedUnits: input.droppedUnits,
    ...(input.rows === undefined ? {} : { rows: input.rows }),
    alpha,
    interim,
    arms: arms.map(({ arm, units, weight }) => ({ arm, units, expectedShare: weight / weightSum })),
    sampleRatio: split,
    metrics: metrics.map((metric, index): MetricAnalysis => ({
      metric: metric.metric,
      kind: metric.kind,
      missingUnits: metric.missingUnits,
      alpha: metric.alpha ?? alpha,
      ...(metric.kind === "rate" ? { prior: input.prior ?? DEFAULT_RATE_PRIOR } : {}),
      comparisons: (compared[index] ?? []).map((pair) => settled.get(pair) ?? pair),
    })),
  };
}

function withAdjusted(
  pair: ComparedArms | UncomparedArms,
  adjustedPValue: number | null,
): ComparedArms | UncomparedArms {
  return pair.kind === "compared" && adjustedPValue !== null ? { ...pair, adjustedPValue } : pair;
}

function checkNames({ control, arms, metrics }: { readonly control: string; readonly arms: AnalysisInput["arms"]; readonly metrics: readonly MetricMoments[] }): void {
  const names = arms.map(({ arm }) => arm);
  if (!names.includes(control)) throw new RangeError(`control: expected one of ${names.join(", ")}, got ${control}`);
  const twice = names.find((arm, index) => names.indexOf(arm) !== index);
  if (twice !== undefined) throw new RangeError(`arms: expected each arm once, got ${twice} again`);
  const measured = metrics.map(({ metric }) => metric);
  const again = measured.find((metric, index) => measured.indexOf(metric) !== index);
  if (again !== undefined) throw new RangeError(`metrics: expected each metric once, got ${again} again`);
}
