/** Level and power of one comparison of a treatment with control. */
export interface TestDesign {
  /** Two-sided level, in (0, 1). */
  readonly alpha: number;
  readonly power: number;
}

/** Units in the two arms of a comparison, whole or not. */
export interface ArmUnits {
  readonly control: number;
  readonly treatment: number;
}

/** What a metric tells sizing; rates and means answer differently, all else is shared. */
export interface ComparisonPower {
  /** Control units needed when the treatment gets `ratio` units for each of them. */
  readonly controlUnits: (ratio: number, design: TestDesign) => number;
  /** Smallest relative effect that these units show with the asked power, or `null`. */
  readonly detectable: (units: ArmUnits, design: TestDesign) => number | null;
  /** Chance of showing an effect of this relative size in its own direction, or `null` where there is none such. */
  readonly powerAt: (units: ArmUnits, effect: number, alpha: number) => number | null;
}
