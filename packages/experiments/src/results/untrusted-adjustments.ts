import type { DecisionRule } from "../config/experiment-definition.ts";
import type { MeasuredPair } from "./measured-pair.ts";

/**
 * Why adjusted estimates that are to decide may not, in plain words; empty where they may, or do not decide.
 *
 * A treatment that changes who has a history, or arms that differed before it, bias whatever is adjusted by that history,
 * and no further unit repairs it.
 */
export function untrustedAdjustments(pairs: readonly (MeasuredPair | undefined)[], { rule, estimate }: DecisionRule): readonly string[] {
  if (rule !== "fixed" || estimate !== "cuped") return [];
  return pairs.flatMap((pair) => (pair === undefined ? [] : (fault(pair) ?? [])));
}

function fault({ metric: { metric, missingHistory = [] }, comparison }: MeasuredPair): string | undefined {
  if (comparison.kind !== "compared") return undefined;
  const { cuped, covariateImbalance } = comparison;
  if (cuped === undefined || "insufficient" in cuped) return undefined;
  const unread = `${metric} after CUPED cannot be read`;
  const suspects = missingHistory.filter(({ suspect }) => suspect).map(({ covariate }) => covariate);
  if (suspects.length > 0) return `${unread}: the arms differ in who has ${suspects.join(", ")}, so the treatment seems to change that`;
  if (covariateImbalance === undefined || "insufficient" in covariateImbalance || covariateImbalance.verdict === "balanced") return undefined;
  const named = new Set(covariateImbalance.evidence.flatMap((one) => (one.rule === "omnibus" ? [] : [one.covariate])));
  return `${unread}: the arms differed in ${named.size === 0 ? "their covariates" : [...named].join(", ")} before the experiment`;
}
