import type { Interval } from "@liftproof/estimators";
import type { ComparedArms, Lacking, UncomparedArms } from "../analysis/analysis-result.ts";
import type { ExperimentResultRow } from "./experiment-result-row.ts";

/** The fields of a result row that come from one comparison. */
export type ComparisonFields = Pick<
  ExperimentResultRow,
  | "unitsControl" | "unitsTreatment" | "meanControl" | "meanTreatment" | "test" | "insufficientReason"
  | "difference" | "standardError" | "pValue" | "adjustedPValue" | "intervalLow" | "intervalHigh" | "lift" | "liftLow" | "liftHigh"
  | "cupedTheta" | "cupedVarianceReduction" | "cupedDifference" | "cupedPValue" | "cupedLow" | "cupedHigh" | "cupedLift" | "cupedLiftLow" | "cupedLiftHigh"
  | "sequentialPValue" | "sequentialLow" | "sequentialHigh" | "sequentialInsufficientReason"
  | "probabilityBetter" | "expectedLoss" | "bayesianLow" | "bayesianHigh" | "bayesianLiftLow" | "bayesianLiftHigh"
>;

/** A comparison laid flat; what there is not is null. */
export function comparisonFields(comparison: ComparedArms | UncomparedArms): ComparisonFields {
  const compared = comparison.kind === "compared" ? comparison : undefined;
  const cuped = present(compared?.cuped);
  const sequential = present(compared?.sequential);
  const bayesian = compared?.bayesian;
  const liftInterval = compared?.liftInterval === "unbounded" ? undefined : compared?.liftInterval;
  const cupedLiftInterval = cuped?.liftInterval === "unbounded" ? undefined : cuped?.liftInterval;
  return {
    unitsControl: comparison.controlUnits,
    unitsTreatment: comparison.treatmentUnits,
    meanControl: comparison.controlMean,
    meanTreatment: comparison.treatmentMean,
    test: compared?.test ?? null,
    insufficientReason: comparison.kind === "insufficient" ? comparison.insufficient : null,
    difference: compared?.difference ?? null,
    standardError: compared?.standardError ?? null,
    pValue: compared?.pValue ?? null,
    adjustedPValue: compared?.adjustedPValue ?? null,
    intervalLow: low(compared?.interval),
    intervalHigh: high(compared?.interval),
    lift: compared?.lift ?? null,
    liftLow: low(liftInterval),
    liftHigh: high(liftInterval),
    cupedTheta: typeof cuped?.theta === "number" ? cuped.theta : null,
    cupedVarianceReduction: cuped !== undefined && Number.isFinite(cuped.varianceReduction) ? cuped.varianceReduction : null,
    cupedDifference: cuped?.difference ?? null,
    cupedPValue: cuped?.pValue ?? null,
    cupedLow: low(cuped?.interval),
    cupedHigh: high(cuped?.interval),
    cupedLift: cuped?.lift ?? null,
    cupedLiftLow: low(cupedLiftInterval),
    cupedLiftHigh: high(cupedLiftInterval),
    sequentialPValue: sequential?.pValue ?? null,
    sequentialLow: low(sequential?.interval),
    sequentialHigh: high(sequential?.interval),
    sequentialInsufficientReason: lackingOf(compared?.sequential),
    probabilityBetter: bayesian?.probabilityBetter ?? null,
    expectedLoss: bayesian?.expectedLoss ?? null,
    bayesianLow: low(bayesian?.interval),
    bayesianHigh: high(bayesian?.interval),
    bayesianLiftLow: low(bayesian?.liftInterval),
    bayesianLiftHigh: high(bayesian?.liftInterval),
  };
}

function present<Block extends object | undefined>(block: Block): Exclude<Block, Lacking | undefined> | undefined {
  return block === undefined || "insufficient" in block ? undefined : (block as Exclude<Block, Lacking | undefined>);
}

function lackingOf(block: object | Lacking | undefined): Lacking["insufficient"] | null {
  return block !== undefined && "insufficient" in block ? block.insufficient : null;
}

function low(interval: Interval | undefined): number | null {
  return interval?.[0] ?? null;
}

function high(interval: Interval | undefined): number | null {
  return interval?.[1] ?? null;
}
