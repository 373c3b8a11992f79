import type { JointMoments } from "@liftproof/estimators";
import { covariateImbalance } from "@liftproof/srm";
import type { MetricMoments } from "./analysis-input.ts";
import type { CovariateBalanceBlock, Lacking } from "./analysis-result.ts";
import type { ArmPair } from "./arm-pair.ts";
import { beyondRange } from "./beyond-range.ts";
import { momentsOfArm } from "./moments-of-arm.ts";

/**
 * Whether the covariates of a metric are spread over two arms as a random split spreads them; `undefined` without
 * covariates. Among the units with a value of the metric, as the moments hold no others.
 */
export function covariateBalance(metric: MetricMoments, { control, treatment }: ArmPair): CovariateBalanceBlock | Lacking | undefined {
  if (metric.kind === "quantile") return undefined;
  const byArm = metric.kind === "rate" ? metric.covariates : metric.byArm;
  if (byArm === undefined) return undefined;
  const own = metric.kind === "ratio" ? 2 : 1;
  const [before, after] = [withoutMetric(momentsOfArm(byArm, control), own), withoutMetric(momentsOfArm(byArm, treatment), own)];
  if (before.means.length === 0 || after.means.length !== before.means.length) return undefined;
  if (beyondRange(metric) !== undefined) return { insufficient: "beyond_range" };
  const alone = before.means.length === 1;
  const covariates = before.means.map((_, column) => metric.covariateNames?.[column] ?? (alone ? "the covariate" : `covariate ${column + 1}`));
  const found = covariateImbalance(before, after, { covariates });
  if (found.kind === "insufficient") return { insufficient: found.reason };
  return {
    verdict: found.verdict,
    omnibusPValue: found.omnibus?.pValue ?? null,
    evidence: found.evidence,
    covariates: found.covariates.map(({ covariate, standardizedDifference, adjustedPValue }) => ({ covariate, standardizedDifference, adjustedPValue })),
  };
}

function withoutMetric({ count, means, crossProducts }: JointMoments, own: number): JointMoments {
  return { count, means: means.slice(own), crossProducts: crossProducts.slice(own).map((row) => row.slice(own)) };
}
