import { checkedInformation } from "./information-fractions.ts";
import { exitAbove, exitBelow, FARTHEST_CRITICAL, nextStage, START_OF_STAGES } from "./stage-density.ts";

/** Boundaries of a plan of looks, and the effect under which to ask what happens. */
export interface CrossingInput {
  /** Of one comparison, growing; only its proportions matter. */
  readonly information: readonly number[];
  /** Of the statistic at each look, above 0. */
  readonly critical: readonly number[];
  /** 2: stop beyond the boundary in either direction; 1: stop above it only. */
  readonly sides: 1 | 2;
  /** Mean of the statistic at the last look: 0, the default, is no effect. */
  readonly finalMean?: number;
}

/** Where one look ends an experiment that had not ended before. */
export interface LookCrossing {
  readonly above: number;
  /** 0 in one-sided plans. */
  readonly below: number;
}

/**
 * Probability of stopping at each look: the type I error without an effect, the power with one.
 *
 * @throws RangeError when information does not grow, or a boundary is not above 0.
 *
 * Source: Armitage, McPherson and Rowe, "Repeated Significance Tests on Accumulating Data", JRSS A 132, 1969.
 *
 */
export function crossingProbabilities(input: CrossingInput): readonly LookCrossing[] {
  const { critical, sides, finalMean = 0 } = input;
  const information = checkedInformation("information", input.information);
  if (!Number.isFinite(finalMean)) throw new RangeError(`finalMean: expected a finite number, got ${finalMean}`);
  if (critical.length !== information.length) {
    throw new RangeError(`critical: expected ${information.length} values, one a look, got ${critical.length}`);
  }
  const all = information.at(-1) ?? 1;
  let stage = START_OF_STAGES;
  return information.map((at, look) => {
    const high = Math.min(FARTHEST_CRITICAL, checkedCritical(critical[look] ?? Number.NaN, look));
    const low = sides === 2 ? -high : -Infinity;
    const step = { information: at / all, drift: finalMean };
    const crossing = { above: exitAbove(stage, step, high), below: exitBelow(stage, step, low) };
    const after = information[look + 1];
    if (after !== undefined) stage = nextStage(stage, step, { low, high, nextGain: (after - at) / all });
    return crossing;
  });
}

function checkedCritical(critical: number, look: number): number {
  if (!(critical > 0)) throw new RangeError(`critical[${look}]: expected a number > 0, got ${critical}`);
  return critical;
}
