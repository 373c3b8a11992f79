import { normalQuantileUpper } from "@liftproof/estimators";
import type { ComparedArms, UncomparedArms } from "../analysis/analysis-result.ts";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { ExperimentResultRow } from "./experiment-result-row.ts";

/** The fields of a result row that set a plan beside what came of it. */
export type PlannedFields = Pick<ExperimentResultRow, "plannedBaseline" | "plannedMde" | "plannedDailyUnits" | "plannedDays" | "detectableLift">;

/** What the sizing block promised of the primary metric, and what data as precise as these can find. */
export function plannedFields(
  { sizing, coverage, layer, holdout, maxDays, guardrails, decision }: ExperimentDefinition,
  comparison: ComparedArms | UncomparedArms,
): PlannedFields {
  if (sizing === null) return { plannedBaseline: null, plannedMde: null, plannedDailyUnits: null, plannedDays: maxDays, detectableLift: null };
  const { baseline, mde, dailyUnits, power } = sizing;
  const [from, to] = layer?.slots ?? [0, 1];
  // The gate asks this much of each comparison, so that all of them together keep the power of the file.
  const eachPower = 1 - (1 - power) / (guardrails.length + 1);
  return {
    plannedBaseline: baseline,
    plannedMde: mde,
    plannedDailyUnits: dailyUnits === null ? null : dailyUnits * coverage * (to - from) * (1 - (holdout?.share ?? 0)),
    plannedDays: maxDays,
    detectableLift: comparison.kind === "insufficient" ? null : detectableLift(comparison, { ...decision, power: eachPower }),
  };
}

/** Half the width of the interval that decides, and as many standard errors as the power takes, as a share of the control mean. */
function detectableLift(found: ComparedArms, { rule, estimate, power }: ExperimentDefinition["decision"] & { readonly power: number }): number | null {
  const { controlMean, sequential, cuped } = found;
  const adjusted = rule === "fixed" && estimate === "cuped" && cuped !== undefined && !("insufficient" in cuped) ? cuped : null;
  const anytime = sequential === undefined || "insufficient" in sequential ? null : sequential;
  const [low, high] = rule !== "sequential" ? (adjusted ?? found).interval : (anytime?.interval ?? [0, Infinity]);
  const detectable = ((high - low) / 2 + normalQuantileUpper(1 - power) * (adjusted ?? found).standardError) / Math.abs(controlMean);
  return Number.isFinite(detectable) ? detectable : null;
}
