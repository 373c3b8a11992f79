import type { ReportExperiment, ReportRow } from "../report-input.ts";

/** The look whose rows go with the decision of an experiment: the one that decided, else the last. */
export interface ReportedLook {
  readonly rows: readonly ReportRow[];
  /** `null` where nothing tells the instant. */
  readonly asOfUs: number | null;
}

/** A decision and the estimate beside it must come from one look, or they seem to contradict each other. */
export function lookOf({ decided, rows, history }: ReportExperiment): ReportedLook {
  if (decided !== undefined) return decided;
  const instants = (history ?? []).map(({ asOfUs }) => asOfUs);
  return { rows, asOfUs: instants.length === 0 ? null : Math.max(...instants) };
}
