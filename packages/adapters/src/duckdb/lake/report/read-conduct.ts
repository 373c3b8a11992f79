import type { EpochMicros } from "@liftproof/events";
import { exposureLoss } from "@liftproof/experiments";
import type { ReportExperiment } from "@liftproof/reporting";
import { healthOf, readHealthRows } from "../experiments/read-experiment-health.ts";
import type { Lake } from "../open-lake.ts";

/** The phase of an experiment that a report shows, and the look it shows. */
export interface ShownPhase {
  readonly expId: string;
  readonly phase: number;
  readonly variants: readonly string[];
  readonly asOfUs: EpochMicros;
}

/** How a phase was run, as a report shows it: who is left out, drift, and what was lost on the way to the page. */
export async function readConduct(lake: Lake, { expId, phase, variants, asOfUs }: ShownPhase): Promise<Pick<ReportExperiment, "leftOut" | "assignmentDrift" | "exposureLoss">> {
  const health = healthOf({ variants }, await readHealthRows(lake, { expId, phase }), asOfUs);
  const { crossoverUnits, botUnits, derivedReports, driftedReports, arms } = health;
  return {
    leftOut: { crossover: crossoverUnits, bot: botUnits },
    ...(derivedReports === 0 ? {} : { assignmentDrift: { checked: derivedReports, differing: driftedReports } }),
    ...(arms.every(({ assigned }) => assigned === 0)
      ? {}
      : {
          exposureLoss: {
            arms: arms.map(({ arm, assigned, exposed, lost }) => ({ arm, assigned, viewed: exposed, dropped: lost })),
            pValue: exposureLoss(health)?.pValue ?? null,
          },
        }),
  };
}
