import type { Condition } from "@liftproof/assignment";
import { experimentSalt } from "@liftproof/assignment";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";
import { dateMicros } from "./date-micros.ts";
import type { ExperimentDefinition, SizingInput } from "./experiment-definition.ts";

const MICROS_PER_DAY = 86_400_000_000;

/** A definition before the launch gate has seen it. */
export type UngatedDefinition = Omit<ExperimentDefinition, "gate" | "earlierPhases" | "lockEntry">;

/** An experiment with every default filled in, from a valid file. */
export function experimentOf(
  entry: ExperimentEntry,
  { file, publicSeo }: { readonly file: string; readonly publicSeo: boolean },
): UngatedDefinition {
  const phase = entry.phase ?? 1;
  const startUs = entry.schedule?.start === undefined ? undefined : dateMicros(entry.schedule.start);
  const maxDays = entry.schedule?.max_days ?? null;
  return {
    expId: entry.exp_id,
    status: entry.status,
    question: entry.question ?? null,
    surface: entry.surface,
    unit: entry.unit ?? "identity",
    variants: entry.variants,
    control: entry.control ?? entry.variants[0] ?? "",
    weights: entry.weights,
    phase,
    salt: experimentSalt({ expId: entry.exp_id, phase, ...(entry.salt === undefined ? {} : { salt: entry.salt }) }),
    hashVersion: 1,
    coverage: entry.coverage ?? 1,
    publicSeo,
    primaryMetric: metricName(entry.primary_metric),
    guardrails: (entry.guardrails ?? []).map(metricName),
    segments: [...new Set(entry.segments ?? [])],
    decision: { rule: entry.decision?.rule ?? "fixed", estimate: entry.decision?.estimate ?? "raw" },
    sizing: sizingInput(entry.sizing),
    maxDays,
    file,
    ...(entry.layer === undefined ? {} : { layer: entry.layer }),
    ...(entry.holdout === undefined ? {} : { holdout: entry.holdout }),
    ...(entry.prerequisites === undefined
      ? {}
      : { prerequisites: entry.prerequisites.map((one) => ({ expId: one.exp_id, variants: one.variants })) }),
    ...(entry.targeting === undefined ? {} : { targeting: entry.targeting satisfies Condition }),
    ...(startUs === undefined ? {} : { startUs }),
    ...(startUs === undefined || maxDays === null ? {} : { endUs: startUs + maxDays * MICROS_PER_DAY }),
  };
}

function metricName(metric: string | { readonly name: string }): string {
  return typeof metric === "string" ? metric : metric.name;
}

function sizingInput(sizing: ExperimentEntry["sizing"]): SizingInput | null {
  if (sizing?.baseline === undefined || sizing.mde === undefined) return null;
  return {
    baseline: sizing.baseline,
    mde: sizing.mde,
    power: sizing.power ?? 0.8,
    alpha: sizing.alpha ?? 0.05,
    dailyUnits: sizing.daily_units ?? null,
    standardDeviation: sizing.sd ?? null,
    cupedR2: sizing.cuped_r2 ?? 0,
  };
}
