export { loadExperiments } from "./config/load-experiments.ts";
export type { ConfigOptions, LoadedConfig } from "./config/load-experiments.ts";
export type { ConfigFile } from "./config/config-file.ts";
export type { ConfigFault } from "./config/config-fault.ts";
export type { DecisionRule, ExperimentDefinition, SizingGate, SizingInput } from "./config/experiment-definition.ts";
export type { MetricAggregation, MetricDefinition, MetricKind, MetricSource } from "./config/metric-definition.ts";
export type { SurfaceDefinition } from "./config/surface-definition.ts";
export { variantTypesText } from "./config/variant-types-text.ts";
export { lockFileText } from "./lock/lock-file-text.ts";
export { configJsonSchemas } from "./schemas/config-json-schemas.ts";
export type { JsonSchema } from "./schemas/json-schema-of.ts";
export { analysis } from "./analysis/analysis.ts";
export type { AnalysisInput, AnalyzedRows, MeanMoments, MetricMoments, RateMoments, RatioOfMoments } from "./analysis/analysis-input.ts";
export type {
  Analysis, BayesianBlock, ComparedArms, CupedBlock, Lacking, MetricAnalysis, SequentialBlock, UncomparedArms,
} from "./analysis/analysis-result.ts";
export { experimentInput } from "./results/experiment-input.ts";
export type { ExperimentCounts } from "./results/experiment-input.ts";
export { comparisonAlpha } from "./results/comparison-alpha.ts";
export { plannedEndReached } from "./results/planned-end-reached.ts";
export type { ExperimentProgress } from "./results/planned-end-reached.ts";
export { resultRows } from "./results/result-rows.ts";
export type { ResultSource } from "./results/result-rows.ts";
export { resultColumns } from "./results/result-columns.ts";
export type { ResultColumn } from "./results/result-columns.ts";
export type { ExperimentResultRow, GuardrailVerdict, MetricRole, ResultDecision } from "./results/experiment-result-row.ts";
