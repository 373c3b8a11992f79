import type { ComparedArms } from "@liftproof/experiments";
import { formatNumber, formatPValue } from "../output/format-number.ts";

/** Whether the covariates of two arms are alike, in one line; nothing without covariates. */
export function balanceLine(balance: ComparedArms["covariateImbalance"]): readonly string[] {
  if (balance === undefined) return [];
  if ("insufficient" in balance) return [`covariates: not yet compared between the arms: ${balance.insufficient.replaceAll("_", " ")}`];
  const { verdict, omnibusPValue, evidence, covariates } = balance;
  const together = omnibusPValue === null ? "" : ` (p of all together ${formatPValue(omnibusPValue)})`;
  if (verdict === "balanced") return [`covariates: alike in both arms, as a random split makes them${together}`];
  const named = new Set(evidence.flatMap((one) => (one.rule === "omnibus" ? [] : [one.covariate])));
  const single = covariates
    .filter(({ covariate }) => named.has(covariate))
    .map(({ covariate, standardizedDifference, adjustedPValue }) => `${covariate} ${adjustedPValue === null || standardizedDifference === null ? "is one value in each arm and not the same" : `${formatNumber(Number(standardizedDifference.toPrecision(3)))} standard deviations apart, adjusted p ${formatPValue(adjustedPValue)}`}`);
  return [
    `warning: covariates differ between the arms more than a random split allows${together}${single.length === 0 ? "" : `: ${single.join("; ")}`}. Units were lost or redirected for a reason; do not trust CUPED or the raw difference until it is found (docs/concepts/covariate-imbalance.md)`,
  ];
}
