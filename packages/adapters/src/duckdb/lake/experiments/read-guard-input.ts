import type { ExperimentDefinition, GuardInput, MetricDefinition } from "@liftproof/experiments";
import type { Lake } from "../open-lake.ts";
import { experimentMoments } from "./experiment-moments.ts";
import { healthOf, readHealthRows } from "./read-experiment-health.ts";

/** An experiment and the metrics it is guarded by. */
export interface Guarded {
  readonly experiment: ExperimentDefinition;
  readonly metrics: readonly MetricDefinition[];
}

/**
 * What the guard looks at, from the latest look of the last build: exposed units per arm, moments of the guardrails, how the phase was
 * run, and the strongest evidence against the split that any look of this phase has found.
 *
 * @returns `null` when the lake holds no look of this phase of the experiment.
 */
export async function readGuardInput(lake: Lake, { experiment, metrics }: Guarded): Promise<GuardInput | null> {
  const { expId, phase, variants, weights, guardrails } = experiment;
  const [latest] = await lake.all("SELECT MAX(as_of_us) AS us FROM lake.int_experiment_units WHERE exp_id = $1 AND phase = $2", [expId, phase]);
  if (typeof latest?.["us"] !== "bigint") return null;
  const atUs = Number(latest["us"]);
  const key = [expId, phase, atUs];
  const then = "WHERE exp_id = $1 AND phase = $2 AND as_of_us = $3 AND segment = 'all'";
  const counted = await lake.all(`SELECT variant, units FROM lake.int_experiment_units ${then}`, key);
  const moments = await lake.all(`SELECT * FROM lake.int_experiment_moments ${then} ORDER BY variant`, key);
  const splits = await lake.all("SELECT evidence_json FROM lake.int_experiment_split WHERE exp_id = $1 AND phase = $2 AND as_of_us < $3", key);
  const unitsOf = new Map(counted.map((row) => [String(row["variant"]), Number(row["units"])]));
  const earlier = splits.map((row) => Number(JSON.parse(String(row["evidence_json"])).anytimePValue));
  return {
    experiment,
    metrics,
    atUs,
    phases: [{ phase, arms: variants.map((arm, at) => ({ arm, units: unitsOf.get(arm) ?? 0, weight: weights[at] ?? 0 })) }],
    moments: guardrails.flatMap((name) => {
      const kind = metrics.find((metric) => metric.name === name)?.kind;
      const own = moments.filter((row) => row["metric"] === name && variants.includes(String(row["variant"])));
      return kind === undefined || kind === "quantile" || own.length === 0 ? [] : [experimentMoments(name, kind, own)];
    }),
    health: healthOf(experiment, await readHealthRows(lake, experiment), atUs),
    ...(earlier.length === 0 ? {} : { previousAnytimePValue: Math.min(...earlier) }),
  };
}
