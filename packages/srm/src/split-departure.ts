import { exactQuotient } from "./exact-quotient.ts";
import { splitGap } from "./split-gap.ts";
import type { SplitPhase } from "./split-phase.ts";

/** Counts of one phase beside their promise, each rounded once. */
export interface SplitDeparture {
  readonly units: number;
  readonly arms: readonly {
    readonly observed: number;
    /** Promised share, in (0, 1). */
    readonly share: number;
    /** Observed less expected units. */
    readonly excess: number;
  }[];
}

/** How far a phase departs from its promise, for the arms that were promised something. */
export function splitDeparture(phase: SplitPhase): SplitDeparture {
  const { arms, units, denominator } = splitGap([phase]);
  const total = BigInt(units) * denominator;
  return {
    units,
    arms:
      units === 0
        ? []
        : arms.map(({ units: observed, expected, gap }) => ({
            observed,
            share: exactQuotient(expected, total),
            excess: exactQuotient(gap, denominator),
          })),
  };
}
