import type { ExperimentHealth } from "../results/experiment-health.ts";
import { exposureLoss } from "../results/experiment-health.ts";
import type { GuardEvidence } from "./guard-decision.ts";

/** What is wrong with how the phase is run. It alerts and never kills: people must find out what it means. */
export function healthEvidence(health: ExperimentHealth | undefined): readonly GuardEvidence[] {
  if (health === undefined) return [];
  const { driftedReports, derivedReports, arms } = health;
  const loss = exposureLoss(health);
  return [
    ...(driftedReports === 0 ? [] : [{ kind: "assignment_drift", action: "alert", driftedReports, derivedReports } as const]),
    ...(loss?.isSuspect === true ? [{ kind: "exposure_loss", action: "alert", pValue: loss.pValue, arms } as const] : []),
  ];
}
