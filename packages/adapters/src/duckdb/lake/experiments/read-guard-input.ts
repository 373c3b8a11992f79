import type { ExperimentDefinition, GuardInput, MetricDefinition } from "@liftproof/experiments";
import type { SplitPhase } from "@liftproof/srm";
import type { SqlValue } from "../../sql-value.ts";
import type { Lake } from "../open-lake.ts";
import { experimentMoments } from "./experiment-moments.ts";
import { quantileMoments } from "./quantile-moments.ts";
import { healthOf, readHealthRows } from "./read-experiment-health.ts";

/** An experiment and the metrics it is guarded by. */
export interface Guarded {
  readonly experiment: ExperimentDefinition;
  readonly metrics: readonly MetricDefinition[];
}

/**
 * What the guard looks at, from the latest look of the last build: exposed units per arm in every phase so far whose split held, moments of the guardrails, how the phase was
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
  const quantiles = await lake.all(`SELECT * FROM lake.int_experiment_quantiles ${then} ORDER BY variant, value`, key);
  const splits = await lake.all("SELECT evidence_json FROM lake.int_experiment_split WHERE exp_id = $1 AND phase = $2 AND as_of_us < $3", key);
  const earlier: SplitPhase[] = [];
  for (const before of experiment.earlierPhases) if (!(await wasBroken(lake, expId, before.phase))) earlier.push({ phase: before.phase, arms: armsOf(before, await lastUnits(lake, expId, before.phase)) });
  const looked = splits.map((row) => Number(JSON.parse(String(row["evidence_json"])).anytimePValue));
  return {
    experiment,
    metrics,
    atUs,
    phases: [...earlier, { phase, arms: armsOf({ variants, weights }, counted) }],
    moments: guardrails.flatMap((name) => {
      const metric = metrics.find((one) => one.name === name);
      const own = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row["metric"] === name && variants.includes(String(row["variant"])));
      if (metric === undefined || (own(moments).length === 0 && own(quantiles).length === 0)) return [];
      if (metric.kind !== "quantile") return [experimentMoments(name, metric.kind, own(moments))];
      const unitsByArm = Object.fromEntries(counted.filter((row) => variants.includes(String(row["variant"]))).map((row) => [String(row["variant"]), Number(row["units"])]));
      return [quantileMoments({ metric: name, quantile: metric.quantile ?? 0, unitsByArm }, own(quantiles))];
    }),
    health: healthOf(experiment, await readHealthRows(lake, experiment), atUs),
    ...(looked.length === 0 ? {} : { previousAnytimePValue: Math.min(...looked) }),
  };
}

type Row = Readonly<Record<string, SqlValue>>;

function armsOf({ variants, weights }: Pick<ExperimentDefinition, "variants" | "weights">, counted: readonly Row[]): SplitPhase["arms"] {
  const units = new Map(counted.map((row) => [String(row["variant"]), Number(row["units"])]));
  return variants.map((arm, at) => ({ arm, units: units.get(arm) ?? 0, weight: weights[at] ?? 0 }));
}

/** Whether the split of a phase was found to be off: entering the next phase is what was done about it, and must not be undone by it. */
async function wasBroken(lake: Lake, expId: string, phase: number): Promise<boolean> {
  const [last] = await lake.all("SELECT verdict FROM lake.int_experiment_split WHERE exp_id = $1 AND phase = $2 ORDER BY as_of_us DESC LIMIT 1", [expId, phase]);
  return last?.["verdict"] === "kill" || last?.["verdict"] === "warn";
}

async function lastUnits(lake: Lake, expId: string, phase: number): Promise<readonly Row[]> {
  const own = "exp_id = $1 AND phase = $2 AND segment = 'all'";
  return lake.all(`SELECT variant, units FROM lake.int_experiment_units WHERE ${own} AND as_of_us = (SELECT MAX(as_of_us) FROM lake.int_experiment_units WHERE ${own})`, [expId, phase]);
}
