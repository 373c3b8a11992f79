export { loadExperiments } from "./config/load-experiments.ts";
export type { LoadedConfig } from "./config/load-experiments.ts";
export type { ConfigOptions } from "./config/config-options.ts";
export type { ConfigNote } from "./config/config-note.ts";
export type { ConfigFile } from "./config/config-file.ts";
export type { ConfigFault } from "./config/config-fault.ts";
export type { DecisionRule, ExperimentDefinition, SizingGate, SizingInput } from "./config/experiment-definition.ts";
export type { MetricAggregation, MetricDefinition, MetricKind, MetricSource } from "./config/metric-definition.ts";
export type { SurfaceDefinition } from "./config/surface-definition.ts";
export { variantTypesText } from "./config/variant-types-text.ts";
export type { EarlierPhase } from "./lock/earlier-phase.ts";
export type { DecidingParts, FrozenParts, LockedExperiment, NotedParts } from "./lock/locked-experiment.ts";
export type { LockedChange } from "./lock/locked-change.ts";
export { lockRules } from "./lock/lock-rules.ts";
export type { LockRule } from "./lock/lock-rules.ts";
export { lockFileText } from "./lock/lock-file-text.ts";
export { configJsonSchemas } from "./schemas/config-json-schemas.ts";
export type { JsonSchema } from "./schemas/json-schema-of.ts";
export { analysis } from "./analysis/analysis.ts";
export type {
  AnalysisInput, AnalyzedRows, MeanMoments, MetricMoments, MissingHistory, QuantileMoments, RateMoments, RatioOfMoments, SegmentMoments, SegmentedMoments,
} from "./analysis/analysis-input.ts";
export type { Correction, CorrectionName } from "./analysis/correction.ts";
export type { DecisionPlan } from "./analysis/decision-plan.ts";
export type {
  Analysis, AnalysisDecision, ArmStanding, BayesianBlock, ComparedArms, CovariateBalanceBlock, CupedBlock, DecidedTreatment, HistoryCheck, Lacking, MetricAnalysis, PostStratifiedBlock,
  SegmentAnalysis, SegmentedAnalysis, SequentialBlock, UncomparedArms,
} from "./analysis/analysis-result.ts";
export { experimentInput } from "./results/experiment-input.ts";
export type { ExperimentCounts } from "./results/experiment-input.ts";
export { comparisonAlpha } from "./results/comparison-alpha.ts";
export { plannedEndReached } from "./results/planned-end-reached.ts";
export type { ExperimentProgress } from "./results/planned-end-reached.ts";
export { heldDecisions } from "./results/held-decisions.ts";
export type { ResultLook } from "./results/held-decisions.ts";
export { daysToDecision } from "./results/days-to-decision.ts";
export type { DecisionClock, DecisionDays } from "./results/days-to-decision.ts";
export { exposureLoss } from "./results/experiment-health.ts";
export type { ArmExposure, ExperimentHealth, ExposureLoss } from "./results/experiment-health.ts";
export { resultRows } from "./results/result-rows.ts";
export type { ResultSource } from "./results/result-rows.ts";
export { resultColumns } from "./results/result-columns.ts";
export type { ResultColumn } from "./results/result-columns.ts";
export type { ExperimentResultRow, GuardrailVerdict, MetricRole, ResultDecision } from "./results/experiment-result-row.ts";
export { timeToDecision } from "@liftproof/mde";
export type { DecisionOutlook, TimeToDecision } from "@liftproof/mde";
export { guard } from "./guard/guard.ts";
export type { GuardInput } from "./guard/guard-input.ts";
export type { GuardAction, GuardDecision, GuardEvidence } from "./guard/guard-decision.ts";
export type { Kill, KillList } from "./guard/kill-list.ts";
export { killedExperiments } from "./guard/killed-experiments.ts";
export { killListText } from "./guard/kill-list-text.ts";
export { readKillList } from "./guard/read-kill-list.ts";
export type { ReadKillList } from "./guard/read-kill-list.ts";
export { minorDigits } from "./results/minor-digits.ts";
export { growthbookExperiments } from "./growthbook/growthbook-experiments.ts";
export type { GrowthbookMigration, GrowthbookOptions } from "./growthbook/growthbook-experiments.ts";
export type { GrowthbookFate, GrowthbookRemark } from "./growthbook/growthbook-remark.ts";
