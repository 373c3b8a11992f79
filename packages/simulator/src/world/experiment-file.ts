import { micros } from "../micros.ts";
import type { SimulatedExperiment } from "./simulated-experiment.ts";

/** A configuration file by its path within the configuration folder. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** An experiment as the YAML its author would have written. */
export function experimentFile(experiment: SimulatedExperiment): TextFile {
  const { assigned, sizing, question, surface, primaryMetric, guardrails, maxDays, estimate } = experiment;
  const { expId, variants, weights, coverage, layer, targeting, startUs = 0, status } = assigned;
  const spread = sizing.standardDeviation === undefined ? "" : ` sd: ${sizing.standardDeviation},`;
  const override = sizing.override === undefined ? "" : `, override: ${JSON.stringify(sizing.override)}`;
  const lines = [
    `exp_id: ${expId}`,
    `question: ${JSON.stringify(question)}`,
    `surface: ${surface}`,
    "unit: identity",
    `variants: [${variants.join(", ")}]`,
    `weights: [${weights.join(", ")}]`,
    ...(coverage === undefined ? [] : [`coverage: ${coverage}`]),
    ...(layer === undefined ? [] : [`layer: { id: ${layer.id}, slots: [${layer.slots.join(", ")}] }`]),
    ...(targeting === undefined ? [] : [`targeting: ${JSON.stringify(targeting)}`]),
    `primary_metric: ${primaryMetric}`,
    `guardrails: [${guardrails.join(", ")}]`,
    `decision: { rule: fixed, estimate: ${estimate} }`,
    `sizing: { baseline: ${sizing.baseline},${spread} mde: ${sizing.mde}, power: 0.8, alpha: 0.05, daily_units: ${sizing.dailyUnits}${override} }`,
    `schedule: { start: ${new Date(startUs / micros.millisecond).toISOString().slice(0, 10)}, max_days: ${maxDays} }`,
    "phase: 1",
    "hash_version: 1",
    `status: ${status}`,
  ];
  return { path: `${expId}.yaml`, text: `${lines.join("\n")}\n` };
}
