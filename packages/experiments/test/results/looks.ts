import { analysis, experimentInput, heldDecisions, loadExperiments, resultRows } from "@liftproof/experiments";
import type { ExperimentDefinition, MetricDefinition, ResultLook } from "@liftproof/experiments";
import { changed, references } from "../config/valid-files.ts";

const DAY = 86_400_000_000;
export const START = Date.UTC(2026, 11, 1) * 1000;

/** An experiment of 28 days by one rule, without guardrails or guarded by refund_rate with a margin of 0.2 points. */
export function definedBy(rule: "fixed" | "sequential", guardrails: "[]" | "[refund_rate]" = "[]"): { readonly experiment: ExperimentDefinition; readonly metrics: readonly MetricDefinition[] } {
  const { experiments, metrics, faults } = loadExperiments(
    [changed(["phase: 1", `decision: { rule: ${rule} }`], ["guardrails: [refund_rate]", `guardrails: ${guardrails}`])],
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
  /** Of each arm; nobody measured any where absent. */
  readonly refunds?: readonly [control: number, treatment: number];
}

/** The looks as the rules decide each, before anything is held. */
export function looksOf({ experiment, metrics }: ReturnType<typeof definedBy>, seen: readonly Seen[]): readonly ResultLook[] {
  return seen.map(({ day, units, orders, refunds }) => {
    const asOfUs = START + day * DAY;
    const rate = (metric: string, [control, treatment]: readonly [number, number]) =>
      ({ metric, kind: "rate", missingUnits: 0, byArm: { control: { successes: control, trials: units }, short_form: { successes: treatment, trials: units } } }) as const;
    const analyzed = analysis(
      experimentInput(experiment, metrics, {
        unitsByVariant: { control: units, short_form: units },
        moments: [rate("order_rate", orders), ...(refunds === undefined ? [] : [rate("refund_rate", refunds)])],
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
