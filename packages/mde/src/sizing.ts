/** The smallest effect that a number of days can show. */
export interface DetectableByDay {
  readonly day: number;
  /** Units over all arms by the end of that day. */
  readonly units: number;
  /** Relative to the baseline, positive; `null` while no effect could be shown with the asked power. */
  readonly mde: number | null;
}

/** How likely an effect of some size is to be seen. */
export interface PowerByEffect {
  /** Relative to the baseline, from 0 upwards, in the direction that was asked for. */
  readonly effect: number;
  /** Chance of one comparison to show it with the planned units. */
  readonly power: number;
}

/**
 * Why a launch is refused.
 *
 * - `longer_than_max_days`: the effect asked for takes more days than there are; `mdeAtMaxDays` would fit
 * - `nothing_shown_in_max_days`: the days there are show no effect of any size with the asked power
 */
export type GateReason = "longer_than_max_days" | "nothing_shown_in_max_days";

/** How many units an experiment needs and how long that takes. */
export interface Sizing {
  readonly unitsPerArm: Readonly<Record<string, number>>;
  /** Units of the control arm before rounding up; with equal weights every arm's. */
  readonly exactUnitsPerArm: number;
  /** Whole clusters per arm, `null` without `clusters`. */
  readonly clustersPerArm: Readonly<Record<string, number>> | null;
  /** Units over all arms. */
  readonly units: number;
  /** Whole days until `units` have arrived, `null` without `dailyUnits`. */
  readonly days: number | null;
  /** Units of control and treatment together at which a confidence sequence should be tightest. */
  readonly confidenceSequenceN: number;
  /** How many times the units of a single look the plan needs; 1 when the result is read once. */
  readonly sequentialInflation: number;
  /** Whether `days` fits in `maxDays`; `null` without `maxDays`. */
  readonly gate: "pass" | "fail" | null;
  /** Why the gate failed, else `null`. */
  readonly gateReason: GateReason | null;
  /** Smallest relative effect that `maxDays` can show, `null` without `maxDays` or when there is none. */
  readonly mdeAtMaxDays: number | null;
  /** One entry per day up to the longer of `days` and `maxDays`, at most 366; empty without `dailyUnits`. */
  readonly mdeByDay: readonly DetectableByDay[];
  /** From no effect to twice the one asked for, with the planned units; ends early where a rate would leave (0, 1). */
  readonly powerByEffect: readonly PowerByEffect[];
}
