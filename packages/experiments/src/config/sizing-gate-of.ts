import type { Sizing, SizingOptions } from "@liftproof/mde";
import { sizeMean, sizeRate } from "@liftproof/mde";
import type { SizingGate } from "./experiment-definition.ts";
import type { UngatedDefinition } from "./experiment-of.ts";
import type { MetricDefinition } from "./metric-definition.ts";

/** What the gate found, and in words what is missing when it found nothing. */
export interface GateFinding extends SizingGate {
  readonly missing: string | null;
}

/**
 * Whether an experiment can answer its question in the days it has.
 *
 * Traffic is the daily units times coverage times the width of the layer slots, less the holdout. Guardrails must all
 * pass for a launch, so each raises the power that is asked for. The sequential rule pays for a look on
 * each of the days there are; history shrinks what it takes only where the adjusted estimate decides.
 *
 * @param metric - The primary metric.
 */
export function sizingGateOf(
  definition: UngatedDefinition,
  metric: MetricDefinition,
  override: string | null,
): GateFinding {
  const { sizing, missing } = sized(definition, metric);
  const verdict = sizing?.gate ?? (override === null ? "none" : "overridden");
  return { sizing, override, missing, verdict: verdict === "fail" && override !== null ? "overridden" : verdict };
}

interface Sized {
  readonly sizing: Sizing | null;
  readonly missing: string | null;
}

function sized(definition: UngatedDefinition, metric: MetricDefinition): Sized {
  const input = definition.sizing;
  if (metric.kind === "quantile") return lacking("a primary metric that can be sized (rate, mean or ratio)");
  if (input === null) return lacking("a sizing block with baseline and mde");
  if (input.dailyUnits === null) return lacking("daily_units in the sizing block");
  if (definition.maxDays === null) return lacking("max_days in the schedule");
  const slots = definition.layer?.slots ?? [0, 1];
  const { rule, estimate } = definition.decision;
  const options: SizingOptions & { readonly baseline: number; readonly mdeRelative: number } = {
    baseline: input.baseline,
    mdeRelative: input.mde,
    alpha: input.alpha,
    power: input.power,
    weights: Object.fromEntries(definition.variants.map((variant, index) => [variant, definition.weights[index] ?? 0])),
    control: definition.control,
    cupedR2: rule === "fixed" && estimate === "cuped" ? input.cupedR2 : 0,
    guardrails: definition.guardrails.length,
    dailyUnits: input.dailyUnits,
    trafficShare: definition.coverage * (slots[1] - slots[0]) * (1 - (definition.holdout?.share ?? 0)),
    maxDays: definition.maxDays,
    ...(rule === "sequential" ? { sequentialLooks: definition.maxDays } : {}),
  };
  if (!((options.trafficShare ?? 0) > 0)) return lacking("traffic: coverage and layer slots above 0, a holdout below 1");
  try {
    if (metric.kind === "rate") return { sizing: sizeRate(options), missing: null };
    if (input.standardDeviation === null) return lacking(`sd in the sizing block, because ${metric.name} is a ${metric.kind}`);
    return { sizing: sizeMean({ ...options, standardDeviation: input.standardDeviation }), missing: null };
  } catch (cause) {
    if (cause instanceof RangeError) return lacking(`sizing that can be computed (${cause.message})`);
    throw cause;
  }
}

function lacking(missing: string): Sized {
  return { sizing: null, missing };
}
