import { checkSplitPhase } from "./check-split-phase.ts";
import { chiSquareSplit } from "./chi-square-split.ts";
import { exactQuotient } from "./exact-quotient.ts";
import type { ExactSplitTest } from "./exact-split-test.ts";
import { exactSplitTest } from "./exact-split-test.ts";
import { firedRules } from "./fired-rules.ts";
import { isOverTwoPoints } from "./is-over-two-points.ts";
import { CONCENTRATIONS, logEvidence } from "./log-evidence.ts";
import type { SrmVerdict } from "./sample-ratio-verdict.ts";
import type { SplitGap } from "./split-gap.ts";
import { splitGap } from "./split-gap.ts";
import type { SplitPhase } from "./split-phase.ts";
import type { SplitRule } from "./split-rule.ts";

/**
 * Why there is no exact p-value.
 *
 * - `no_units`: nothing has been counted yet
 * - `counts_suffice`: every expected count is at least 5, where chi-square holds
 * - `several_phases`: each phase has its own multinomial, and their joint outcomes are too many
 * - `too_many_outcomes`: more than two arms and more than 100,000 ways to fill them
 */
export type ExactRefusal = "no_units" | "counts_suffice" | "several_phases" | "too_many_outcomes";

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
  /** Every rule that holds, the one that gave the verdict first; empty for a healthy split. */
  readonly evidence: readonly SplitRule[];
  /** Chi-square p-value, right for one look; `null` before the first unit. */
  readonly pValue: number | null;
  /** Exact p-value where an expected count is under 5 (it then stands in for `pValue` in the verdict); else `null`. */
  readonly exactPValue: number | null;
  /** Why `exactPValue` is `null`; `null` where there is one. */
  readonly exactRefusal: ExactRefusal | null;
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
  /** Units in those arms; they count in no test. */
  readonly unexpectedUnits: number;
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
  const exact = smallSampleTest(gap, checked.length);
  const exactPValue = exact.kind === "tested" ? exact.pValue : null;
  const evidence = firedRules({ gap, anytimePValue, singleLook: singleLookOf(exactPValue, pValue), interim });
  const strays = checked.flatMap(({ arms }) => arms.filter(isUnexpected));
  return {
    verdict: evidence[0]?.verdict ?? "healthy",
    evidence,
    pValue,
    exactPValue,
    exactRefusal: exact.kind === "refused" ? exact.reason : null,
    anytimePValue,
    worstDeviationPoints: worstDeviationPoints(gap),
    overTwoPoints: gap.arms.some((arm) => isOverTwoPoints(arm, gap)),
    chiSquare,
    degreesOfFreedom,
    arms: reportedArms(gap, checked),
    unexpectedArms: [...new Set(strays.map(({ arm }) => arm))],
    unexpectedUnits: strays.reduce((sum, { units }) => sum + units, 0),
  };
}

function isUnexpected({ units, weight }: SplitPhase["arms"][number]): boolean {
  return weight === 0 && units > 0;
}

function singleLookOf(exact: number | null, chiSquare: number | null): { readonly pValue: number; readonly test: "chi-square" | "exact" } | null {
  if (exact !== null) return { pValue: exact, test: "exact" };
  return chiSquare === null ? null : { pValue: chiSquare, test: "chi-square" };
}

function smallSampleTest({ arms, units, denominator }: SplitGap, phases: number): ExactSplitTest | { readonly kind: "refused"; readonly reason: ExactRefusal } {
  if (units === 0) return { kind: "refused", reason: "no_units" };
  if (arms.every(({ expected }) => expected >= 5n * denominator)) return { kind: "refused", reason: "counts_suffice" };
  if (phases > 1) return { kind: "refused", reason: "several_phases" };
  const total = BigInt(units) * denominator;
  return exactSplitTest({
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
