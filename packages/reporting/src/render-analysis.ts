import type { Analysis } from "@liftproof/experiments";
import { renderReport } from "./render-report.ts";

/** What an analysis of one file is called. */
export interface AnalysisPage {
  readonly title: string;
  /** The instant the numbers belong to, or `null` to leave it out. */
  readonly generatedAtUs: number | null;
}

/** One analysis as a page: the same charts and words as a report, without a decision nobody made. */
export function renderAnalysis(analysis: Analysis, { title, generatedAtUs }: AnalysisPage): string {
  return renderReport({ title, generatedAtUs, experiments: [], analysis });
}
