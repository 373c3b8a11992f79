import { quantileRank, quantileRanks } from "@liftproof/estimators";
import type { InsufficientBand, QuantileBand } from "@liftproof/estimators";
import type { MetricMoments } from "@liftproof/experiments";
import type { MomentsRow } from "./experiment-moments.ts";

/** A quantile, and the analyzed units of each arm at that look, with or without a value. */
export interface QuantileLook {
  readonly metric: string;
  readonly quantile: number;
  readonly unitsByArm: Readonly<Record<string, number>>;
}

interface Value {
  readonly value: number;
  readonly tied: number;
  /** Units with at most that value. */
  readonly upTo: number;
}

/** A quantile at one look, from the rows of `lake.int_experiment_quantiles` of its arms: the very band that all values would give. */
export function quantileMoments({ metric, quantile, unitsByArm }: QuantileLook, rows: readonly MomentsRow[]): MetricMoments {
  const byArm: Record<string, QuantileBand | InsufficientBand> = {};
  const valued: Record<string, number> = {};
  for (const arm of Object.keys(unitsByArm)) {
    const own = rows.filter(({ variant }) => variant === arm);
    valued[arm] = Number(own[0]?.["units"] ?? 0);
    if (valued[arm] > 0) byArm[arm] = bandOf(own, quantile, valued[arm]);
  }
  const missingUnits = Object.entries(unitsByArm).reduce((sum, [arm, units]) => sum + units - (valued[arm] ?? 0), 0);
  return { metric, kind: "quantile", quantile, missingUnits, byArm, unitsByArm: valued };
}

function bandOf(rows: readonly MomentsRow[], quantile: number, units: number): QuantileBand | InsufficientBand {
  const values = rows.map((row): Value => ({ value: Number(row["value"]), tied: Number(row["tied_units"]), upTo: Number(row["up_to"]) })).sort((a, b) => a.upTo - b.upTo);
  const middle = valueAt(values, quantileRank(units, quantile));
  const share = middle.upTo / units;
  const ranks = quantileRanks({ quantile, belowMoments: { count: units, means: [share, 1], crossProducts: [[units * share * (1 - share), 0], [0, 0]] } });
  if (ranks.kind === "insufficient") return { ...ranks, estimate: middle.value };
  return {
    ...ranks, kind: "band", quantile, units, values: units, estimate: middle.value,
    low: valueAt(values, ranks.lowRank).value, high: valueAt(values, ranks.highRank).value, tiedShare: middle.tied / units,
  };
}

/** @throws RangeError when the value of that rank is not among those that were kept. */
function valueAt(values: readonly Value[], rank: number): Value {
  const found = values.find(({ upTo, tied }) => rank <= upTo && rank > upTo - tied);
  if (found === undefined) throw new RangeError(`rank: expected one of the values kept in int_experiment_quantiles, got ${rank}; build the lake again`);
  return found;
}
