import { checkSplitPhase } from "./check-split-phase.ts";
import { chiSquareSplit } from "./chi-square-split.ts";
import { exactQuotient } from "./exact-quotient.ts";
import { exactSplitPValue } from "./exact-split-p-value.ts";
import { isOverTwoPoints } from "./is-over-two-points.ts";
import { CONCENTRATIONS, logEvidence } from "./log-evidence.ts";
import type { SrmVerdict } from "./sample-ratio-verdict.ts";
import { sampleRatioVerdict } from "./sample-ratio-verdict.ts";
import type { SplitGap } from "./split-gap.ts";
import { splitGap } from "./split-gap.ts";
import type { SplitPhase } from "./split-phase.ts";

/** Choices of the sample-ratio guard. */
export interface SampleRatioOptions {
  /** True while units still arrive. Default false: the split is judged once, at the planned end. */
  readonly interim?: boolean;
  /** One concentration in place of the mixture of 100, 1,000, 10,000 and 100,000. Positive. */
  readonly concentration?: number;
  /** Smallest anytime p of earlier looks at this experiment, in [0, 1]; evidence once found is kept. */
  readonly previousAnytimePValue?: number;
}

/** Everything a reader needs to decide whether a split can be trusted. */
export interface SampleRatio {
  readonly verdict: SrmVerdict;
  /** Chi-square p-value, right for one look; `null` before the first unit. */
  readonly pValue: number | null;
  /** Exact p-value where an expected count is under 5 (it then stands in for `pValue` in the verdict); else `null`. */
  readonly exactPValue: number | null;
  /** p-value that holds at every look, in [0, 1]. */
  readonly anytimePValue: number;
  /** Greatest distance of an arm's share from its promise, in percentage points. */
  readonly worstDeviationPoints: number;
  /** Whether that distance is more than two points, decided in whole numbers. */
  readonly overTwoPoints: boolean;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** Arms that were promised traffic. Shares are of the units in these arms; observed is 0 before the first unit. */
  readonly arms: readonly {
    readonly arm: string;
    readonly units: number;
    readonly expectedShare: number;
    readonly observedShare: number;
  }[];
  /** Arms with weight 0 that have units all the same: an error of its own, whatever the verdict says. */
  readonly unexpectedArms: readonly string[];
}

/**
 * Whether units reached the arms in the promised proportions, over every phase of an experiment.
 *
 * Each phase is held to its own weights: expected counts and chi-squares add up, evidence multiplies.
 *
 * @param phases - One entry per phase, arms in the order in which to report them.
 * @throws RangeError when there is no phase, or a count, weight or option is out of range.
 */
export function phasedSampleRatio(phases: readonly SplitPhase[], options: SampleRatioOptions = {}): SampleRatio {
  if (phases.length === 0) throw new RangeError("phases: expected at least one phase, got none");
  const checked = phases.map(checkSplitPhase);
  const { interim = false, concentration, previousAnytimePValue = 1 } = options;
  if (concentration !== undefined && !(concentration > 0 && Number.isFinite(concentration))) {
    throw new RangeError(`concentration: expected a finite number > 0, got ${concentration}`);
  }
  if (!(previousAnytimePValue >= 0 && previousAnytimePValue <= 1)) {
    throw new RangeError(`previousAnytimePValue: expected a number in [0, 1], got ${previousAnytimePValue}`);
  }
  const gap = splitGap(checked);
  const log = logEvidence(checked, concentration === undefined ? CONCENTRATIONS : [concentration]);
  const anytimePValue = Math.min(previousAnytimePValue, 1, Math.exp(-log));
  const { chiSquare, degreesOfFreedom, pValue } = chiSquareSplit(checked);
  const exactPValue = checked.length === 1 ? smallSamplePValue(gap) : null;
  return {
    verdict: sampleRatioVerdict({ gap, anytimePValue, fixedPValue: exactPValue ?? pValue, interim }),
    pValue,
    exactPValue,
    anytimePValue,
    worstDeviationPoints: worstDeviationPoints(gap),
    overTwoPoints: gap.arms.some((arm) => isOverTwoPoints(arm, gap)),
    chiSquare,
    degreesOfFreedom,
    arms: reportedArms(gap, checked),
    unexpectedArms: [...new Set(checked.flatMap(({ arms }) => arms.filter(isUnexpected).map(({ arm }) => arm)))],
  };
}

function isUnexpected({ units, weight }: SplitPhase["arms"][number]): boolean {
  return weight === 0 && units > 0;
}

function smallSamplePValue({ arms, units, denominator }: SplitGap): number | null {
  if (units === 0 || arms.every(({ expected }) => expected >= 5n * denominator)) return null;
  const total = BigInt(units) * denominator;
  return exactSplitPValue({
    counts: arms.map((arm) => arm.units),
    shares: arms.map(({ expected }) => exactQuotient(expected, total)),
  });
}

function worstDeviationPoints({ arms, units, denominator }: SplitGap): number {
  if (units === 0) return 0;
  const total = BigInt(units) * denominator;
  return Math.max(...arms.map(({ gap }) => Math.abs(exactQuotient(gap * 100n, total))));
}

/** Before the first unit the promise of the last phase is the only share there is to tell. */
function reportedArms({ arms, units, denominator }: SplitGap, phases: readonly SplitPhase[]): SampleRatio["arms"] {
  const promised = phases.at(-1)?.arms ?? [];
  const weightSum = promised.reduce((sum, { weight }) => sum + weight, 0);
  return arms.map(({ arm, units: own, expected }) => ({
    arm,
    units: own,
    expectedShare:
      units === 0
        ? (promised.find((candidate) => candidate.arm === arm)?.weight ?? 0) / weightSum
        : exactQuotient(expected, BigInt(units) * denominator),
    observedShare: units === 0 ? 0 : own / units,
  }));
}
