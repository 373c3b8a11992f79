export type {
  ReportAttribution,
  ReportExperiment,
  ReportExposureLoss,
  ReportHealth,
  ReportInput,
  ReportLook,
  ReportPhase,
  ReportReceipt,
  ReportRow,
  ReportSegment,
  ReportTruth,
  ReportChange,
} from "./report-input.ts";
export type { ReportModeSwitch, ReportPartner, ReportReferrals, ReportRuleEffect } from "./report-partner.ts";
export type { ReportSizing, SizingPage } from "./render-sizing.ts";
export { renderSizing } from "./render-sizing.ts";
export type { ShownEstimate } from "./sections/deciding-estimate.ts";
export { decidingEstimate } from "./sections/deciding-estimate.ts";
export type { ReportedLook } from "./sections/look-of.ts";
export { lookOf } from "./sections/look-of.ts";
export { minorDigits } from "./text/minor-digits.ts";
export { renderReport } from "./render-report.ts";
export type { AnalysisPage } from "./render-analysis.ts";
export { renderAnalysis } from "./render-analysis.ts";
