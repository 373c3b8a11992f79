import { analysis, experimentInput, heldDecisions, loadExperiments, resultRows } from "@liftproof/experiments";
import type { ExperimentDefinition, MetricDefinition, ResultLook } from "@liftproof/experiments";
import { changed, references } from "../config/valid-files.ts";

const DAY = 86_400_000_000;
export const START = Date.UTC(2026, 11, 1) * 1000;

/** An experiment without guardrails, of 28 days, by one rule. */
export function definedBy(rule: "fixed" | "sequential"): { readonly experiment: ExperimentDefinition; readonly metrics: readonly MetricDefinition[] } {
  const { experiments, metrics, faults } = loadExperiments(
    [changed(["phase: 1", `decision: { rule: ${rule} }`], ["guardrails: [refund_rate]", "guardrails: []"])],
    references,
  );
  const [experiment] = experiments;
  if (experiment === undefined) throw new Error(faults[0]?.message ?? "no experiment");
  return { experiment, metrics };
}

/** One look: the day after the start, and per arm the units and how many of them ordered. */
export interface Seen {
  readonly day: number;
  readonly units: number;
  readonly orders: readonly [control: number, treatment: number];
}

/** The looks as the rules decide each, before anything is held. */
export function looksOf({ experiment, metrics }: ReturnType<typeof definedBy>, seen: readonly Seen[]): readonly ResultLook[] {
  return seen.map(({ day, units, orders: [control, treatment] }) => {
    const asOfUs = START + day * DAY;
    const analyzed = analysis(
      experimentInput(experiment, metrics, {
        unitsByVariant: { control: units, short_form: units },
        moments: [{ metric: "order_rate", kind: "rate", missingUnits: 0, byArm: { control: { successes: control, trials: units }, short_form: { successes: treatment, trials: units } } }],
        droppedUnits: {}, asOfUs, firstExposureUs: START,
      }),
    );
    return { asOfUs, interim: analyzed.interim, rows: resultRows({ experiment, metrics, analysis: analyzed, asOfUs }) };
  });
}

/** The decision of every look once held, with its reason. */
export function heldOf(defined: ReturnType<typeof definedBy>, seen: readonly Seen[]): readonly (readonly [string, string])[] {
  return heldDecisions(defined.experiment, looksOf(defined, seen)).map(({ rows: [row] }) => [row?.decision ?? "", row?.decisionReason ?? ""]);
}
