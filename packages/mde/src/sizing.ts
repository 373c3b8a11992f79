/** The smallest effect that a number of days can show. */
export interface DetectableByDay {
  readonly day: number;
  /** Units over all arms by the end of that day. */
  readonly units: number;
  /** Relative to the baseline, positive; `null` while no effect could be shown with the asked power. */
  readonly mde: number | null;
}

/** How many units an experiment needs and how long that takes. */
export interface Sizing {
  readonly unitsPerArm: Readonly<Record<string, number>>;
  /** Units of the control arm before rounding up; with equal weights every arm's. */
  readonly exactUnitsPerArm: number;
  /** Units over all arms. */
  readonly units: number;
  /** Whole days until `units` have arrived, `null` without `dailyUnits`. */
  readonly days: number | null;
  /** Units of control and treatment together at which a confidence sequence should be tightest. */
  readonly confidenceSequenceN: number;
  /** Whether `days` fits in `maxDays`; `null` without `maxDays`. */
  readonly gate: "pass" | "fail" | null;
  /** One entry per day up to the longer of `days` and `maxDays`, at most 366; empty without `dailyUnits`. */
  readonly mdeByDay: readonly DetectableByDay[];
}
