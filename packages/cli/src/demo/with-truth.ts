import type { ReportExperiment, ReportInput, ReportRuleEffect, ReportTruth } from "@liftproof/reporting";
import type { ExperimentTruth, MarketplaceTruth } from "@liftproof/simulator";

/** A report with what the simulator knows, and what other rules find, beside what the analysis found. */
export function withTruth(report: ReportInput, truth: MarketplaceTruth, ruleEffects: readonly ReportRuleEffect[]): ReportInput {
  const { attribution } = report;
  const channels = truth.acquisition.channels.map(({ channel, proofFirstOrders }) => ({ channel, orders: proofFirstOrders }));
  return {
    ...report,
    experiments: report.experiments.map((experiment) => experimentWithTruth(experiment, truth.experiments)),
    ...(attribution === undefined ? {} : { attribution: { ...attribution, truth: channels, ruleEffects } }),
  };
}

function experimentWithTruth(experiment: ReportExperiment, truths: readonly ExperimentTruth[]): ReportExperiment {
  const known = truths.find(({ expId }) => expId === experiment.definition.expId);
  if (known === undefined) return experiment;
  const truth: ReportTruth[] = known.metrics.map(({ metric, trueLift, trueDifference, note }) => ({ metric, trueLift, trueDifference, note }));
  return { ...experiment, truth };
}
