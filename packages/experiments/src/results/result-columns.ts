import type { ExperimentResultRow } from "./experiment-result-row.ts";
import { resultColumnNotes } from "./result-column-notes.ts";

/** A field of a result row and the column that keeps it. */
export interface ResultColumn {
  readonly field: keyof ExperimentResultRow;
  readonly column: string;
  readonly type: "string" | "bigint" | "int" | "real";
  /** What it says, in one sentence. */
  readonly description: string;
}

const strings = [
  "expId", "metric", "treatment", "control", "segment", "role", "direction", "test", "insufficientReason", "sequentialInsufficientReason",
  "srmVerdict", "guardrailVerdict", "currency", "decidingEstimate", "decision", "decisionReason",
  "timeToDecisionKind", "timeToDecisionBasis",
] as const;
const whole = ["asOfUs", "decidedAtUs", "unitsControl", "unitsTreatment", "unitsNeeded", "plannedDays", "crossoverUnits", "botUnits", "assignmentDrift"] as const;

const order: readonly (keyof ExperimentResultRow)[] = [
  "expId", "phase", "metric", "treatment", "control", "segment", "asOfUs", "role", "direction",
  "unitsControl", "unitsTreatment", "meanControl", "meanTreatment", "alpha", "test", "insufficientReason",
  "difference", "standardError", "pValue", "adjustedPValue", "intervalLow", "intervalHigh", "lift", "liftLow", "liftHigh",
  "cupedTheta", "cupedVarianceReduction", "cupedDifference", "cupedPValue", "cupedLow", "cupedHigh", "cupedLift", "cupedLiftLow", "cupedLiftHigh",
  "sequentialPValue", "sequentialLow", "sequentialHigh", "sequentialInsufficientReason",
  "probabilityBetter", "expectedLoss", "bayesianLow", "bayesianHigh", "bayesianLiftLow", "bayesianLiftHigh",
  "srmVerdict", "srmPValue", "srmAnytimePValue", "crossoverUnits", "botUnits", "assignmentDrift", "exposureLossPValue", "guardrailVerdict", "margin", "guardedLow", "guardedHigh",
  "unitsNeeded", "plannedBaseline", "plannedMde", "plannedDailyUnits", "plannedDays", "detectableLift",
  "timeToDecisionKind", "timeToDecisionDays", "timeToDecisionEarliestDays", "timeToDecisionLatestDays", "timeToDecisionBasis",
  "currency", "decidingEstimate", "decision", "decisionReason",
  "decidedAtUs", "decidingPValue", "decidingLow", "decidingHigh",
];

/** The columns of fact_experiment_result in order; one per field of `ExperimentResultRow`. */
export const resultColumns: readonly ResultColumn[] = order.map((field) => ({
  field,
  column: field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  type: typeOf(field),
  description: resultColumnNotes[field],
}));

function typeOf(field: keyof ExperimentResultRow): ResultColumn["type"] {
  if (strings.some((name) => name === field)) return "string";
  if (whole.some((name) => name === field)) return "bigint";
  return field === "phase" ? "int" : "real";
}
