import { clusterDesignEffect } from "./cluster-design-effect.ts";
import { expectThat } from "./expect-that.ts";
import { sequentialInflation } from "./sequential-inflation.ts";
import type { SizingOptions } from "./sizing-options.ts";

/** Options with every default filled in and every claim checked. */
export interface SizingPlan {
  /** Level of one comparison: alpha over the number of treatments. */
  readonly comparisonAlpha: number;
  readonly power: number;
  readonly arms: readonly { readonly arm: string; readonly share: number }[];
  readonly controlShare: number;
  /** Shares of the arms that are not control. */
  readonly treatmentShares: readonly number[];
  /** What is left of the metric's variance: (1 - R^2) times the design effect. */
  readonly varianceFactor: number;
  /** Units randomized together, or `null` when each stands for itself. */
  readonly unitsPerCluster: number | null;
  /** Times the sequence is read, or `null` when the result is read once. */
  readonly looks: number | null;
  /** How many times the units of a single look the plan needs; 1 when the result is read once. */
  readonly inflation: number;
  /** Units that enter per day, or `null`. */
  readonly enteringPerDay: number | null;
  readonly maxDays: number | null;
}

const GREATEST_POWER = 0.9999;

/**
 * The plan behind a set of sizing options.
 *
 * @throws RangeError when an option is outside the range its documentation states.
 * @throws TypeError when `maxDays` is given without `dailyUnits`, since no day could then be counted, or
 * `designEffect` together with `clusters`.
 */
export function sizingPlan(options: SizingOptions): SizingPlan {
  const { alpha = 0.05, power = 0.8, weights = { control: 1, treatment: 1 } } = options;
  const { cupedR2 = 0, guardrails = 0, trafficShare = 1, clusters, dailyUnits, maxDays, sequentialLooks } = options;
  expectThat(alpha >= 1e-9 && alpha < 1, "alpha", { expected: "a number from 1e-9 to below 1", got: alpha });
  expectThat(cupedR2 >= 0 && cupedR2 < 1, "cupedR2", { expected: "a number in [0, 1)", got: cupedR2 });
  const designEffect = designEffectOf(options);
  expectThat(Number.isSafeInteger(guardrails) && guardrails >= 0, "guardrails", { expected: "a whole number >= 0", got: guardrails });
  expectThat(trafficShare > 0 && trafficShare <= 1, "trafficShare", { expected: "a number in (0, 1]", got: trafficShare });
  if (dailyUnits !== undefined) {
    expectThat(dailyUnits > 0 && dailyUnits < Infinity, "dailyUnits", { expected: "a finite number > 0", got: dailyUnits });
  }
  if (sequentialLooks !== undefined) {
    const looks = Number.isSafeInteger(sequentialLooks) && sequentialLooks >= 1 && sequentialLooks <= 1000;
    expectThat(looks, "sequentialLooks", { expected: "a whole number from 1 to 1000", got: sequentialLooks });
  }
  if (maxDays !== undefined) {
    expectThat(Number.isSafeInteger(maxDays) && maxDays >= 1, "maxDays", { expected: "a whole number of days >= 1", got: maxDays });
    if (dailyUnits === undefined) throw new TypeError("dailyUnits: expected a number because maxDays is given, got undefined");
  }
  const { arms, control } = sharesOf(weights, options.control);
  const treatmentShares = arms.filter(({ arm }) => arm !== control).map(({ share }) => share);
  const comparisonAlpha = alpha / treatmentShares.length;
  const eachPower = 1 - (1 - power) / (guardrails + 1);
  // The numerics of the noncentral t end near four nines; nobody can afford more.
  const reachable = power > comparisonAlpha / 2 && eachPower <= GREATEST_POWER;
  expectThat(reachable, "power", { expected: `a number above ${comparisonAlpha / 2}, at most ${GREATEST_POWER} after guardrails`, got: power });
  return {
    comparisonAlpha,
    power: eachPower,
    inflation: sequentialLooks === undefined ? 1 : sequentialInflation({ alpha: comparisonAlpha, power: eachPower, looks: sequentialLooks }),
    arms,
    controlShare: arms.find(({ arm }) => arm === control)?.share ?? 0,
    treatmentShares,
    varianceFactor: (1 - cupedR2) * designEffect,
    unitsPerCluster: clusters?.unitsPerCluster ?? null,
    looks: sequentialLooks ?? null,
    enteringPerDay: dailyUnits === undefined ? null : dailyUnits * trafficShare,
    maxDays: maxDays ?? null,
  };
}

function designEffectOf({ clusters, designEffect }: SizingOptions): number {
  if (clusters !== undefined && designEffect !== undefined) {
    throw new TypeError(`designEffect: expected nothing because clusters is given, got ${designEffect}`);
  }
  if (clusters !== undefined) return clusterDesignEffect(clusters);
  const effect = designEffect ?? 1;
  expectThat(effect > 0 && effect < Infinity, "designEffect", { expected: "a finite number > 0", got: effect });
  return effect;
}

function sharesOf(
  weights: Readonly<Record<string, number>>,
  control: string | undefined,
): { readonly arms: SizingPlan["arms"]; readonly control: string } {
  const entries = Object.entries(weights);
  if (entries.length < 2) throw new RangeError(`weights: expected at least two arms, got ${entries.length}`);
  for (const [arm, weight] of entries) {
    expectThat(weight > 0 && weight < Infinity, "weights", { expected: `a finite number > 0 for arm ${arm}`, got: weight });
  }
  const named = control ?? entries[0]?.[0] ?? "";
  if (!Object.hasOwn(weights, named)) {
    throw new RangeError(`control: expected one of ${entries.map(([arm]) => arm).join(", ")}, got ${named}`);
  }
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  return { arms: entries.map(([arm, weight]) => ({ arm, share: weight / total })), control: named };
}
