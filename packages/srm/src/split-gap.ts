import { integerWeights } from "./integer-weights.ts";
import type { SplitPhase } from "./split-phase.ts";

/** One arm's count against its expectation, as whole numbers over one common denominator. */
export interface ArmGap {
  readonly arm: string;
  readonly units: number;
  /** Expected units times `SplitGap.denominator`. */
  readonly expected: bigint;
  /** Observed minus expected units, times `SplitGap.denominator`. */
  readonly gap: bigint;
}

/** How far every arm that was promised traffic is from what it was promised, without rounding. */
export interface SplitGap {
  readonly arms: readonly ArmGap[];
  /** Units in arms that were promised traffic. */
  readonly units: number;
  readonly denominator: bigint;
}

/**
 * Observed minus expected units per arm, summed over phases, each phase by its own weights.
 *
 * An arm with weight 0 expects nothing and is left out, with its units: counting them would shrink
 * every other share and call a perfect split broken. Exact: an arm is over two points by its counts
 * and weights, not by how 0.52 - 0.5 rounds.
 */
export function splitGap(phases: readonly SplitPhase[]): SplitGap {
  const shares = phases.map(promisedShares);
  const denominator = shares.reduce((product, { total }) => product * total, 1n);
  const names = [...new Set(shares.flatMap(({ arms }) => [...arms.keys()]))];
  const arms = names.map((arm) => {
    let units = 0;
    let expected = 0n;
    for (const share of shares) {
      const own = share.arms.get(arm);
      units += own?.units ?? 0;
      expected += (BigInt(share.units) * (own?.weight ?? 0n) * denominator) / share.total;
    }
    return { arm, units, expected, gap: BigInt(units) * denominator - expected };
  });
  return { arms, units: shares.reduce((sum, { units }) => sum + units, 0), denominator };
}

interface PromisedShares {
  readonly arms: ReadonlyMap<string, { readonly units: number; readonly weight: bigint }>;
  readonly units: number;
  readonly total: bigint;
}

function promisedShares({ arms }: SplitPhase): PromisedShares {
  const promised = arms.filter(({ weight }) => weight > 0);
  const weights = integerWeights(promised.map(({ weight }) => weight));
  return {
    arms: new Map(promised.map(({ arm, units }, index) => [arm, { units, weight: weights[index] ?? 0n }])),
    units: promised.reduce((sum, { units }) => sum + units, 0),
    total: weights.reduce((sum, weight) => sum + weight, 0n),
  };
}
