import type { EpochMicros } from "@liftproof/events";
import { analysis, daysToDecision, experimentInput, heldDecisions, resultRows } from "@liftproof/experiments";
import type { ExperimentDefinition, ExperimentResultRow, Kill, MetricDefinition, ResultLook } from "@liftproof/experiments";
import type { SqlValue } from "../../sql-value.ts";
import type { PhaseCounts } from "./read-phase-counts.ts";

/** A phase whose looks are counted. */
export interface CountedPhase {
  readonly experiment: ExperimentDefinition;
  readonly metrics: readonly MetricDefinition[];
  /** Of this phase. */
  readonly kill?: Kill;
  readonly firstExposureUs: EpochMicros;
  /** Looks, earliest first. */
  readonly asOfUs: readonly EpochMicros[];
  readonly counts: PhaseCounts;
}

/** What the estimators make of a phase. */
export interface InferredPhase {
  readonly rows: readonly ExperimentResultRow[];
  /** Rows of `lake.int_experiment_split`, one for each look. */
  readonly splits: readonly (readonly SqlValue[])[];
}

/** The result rows of a phase at every look, from its counts alone. */
export function inferPhase(phase: CountedPhase): InferredPhase {
  const looks: Look[] = [];
  // Evidence against the split is that of the worst look so far, as the guard reads it: a break that later units water down stays one.
  for (const us of phase.asOfUs) looks.push(lookOf(phase, us, looks.at(-1)));
  const held = heldDecisions(phase.experiment, looks.map(({ look }) => look), phase.kill);
  return { rows: timedRows(phase, held), splits: looks.map(({ split }) => split) };
}

interface Look {
  readonly look: ResultLook;
  readonly split: readonly SqlValue[];
  readonly anytimePValue: number;
}

function lookOf({ experiment, metrics, firstExposureUs, counts }: CountedPhase, asOfUs: EpochMicros, before: Look | undefined): Look {
  const input = experimentInput(experiment, metrics, { asOfUs, firstExposureUs, previousAnytimePValue: before?.anytimePValue ?? 1, ...counts.at(asOfUs) });
  // Units leave when they are seen in a second arm: an end that was reached stays reached when there are fewer of them again.
  const analyzed = analysis({ ...input, interim: input.interim && before?.look.interim !== false });
  const rows = resultRows({ experiment, metrics, analysis: analyzed, asOfUs, health: counts.healthAt(asOfUs) });
  return {
    look: { asOfUs, interim: analyzed.interim, rows },
    split: [experiment.expId, experiment.phase, asOfUs, analyzed.sampleRatio.verdict, JSON.stringify(analyzed.sampleRatio)],
    anytimePValue: analyzed.sampleRatio.anytimePValue,
  };
}

/** The rows of all looks, each with the time to decision as it was known then. */
function timedRows({ experiment, firstExposureUs }: CountedPhase, looks: readonly ResultLook[]): readonly ExperimentResultRow[] {
  return looks.flatMap(({ rows }, at) => {
    const until = looks.slice(0, at + 1);
    const days = new Map([...new Set(rows.map(({ treatment }) => treatment))].map((treatment) => [treatment, daysToDecision(experiment, until, { treatment, firstExposureUs })]));
    return rows.map((row) => ({ ...row, ...days.get(row.treatment) }));
  });
}
