import { normalUpper } from "../distributions/normal.ts";

/** What one look demands. */
export interface LookBoundary {
  readonly informationFraction: number;
  /** Of the statistic, in standard errors; at most 37, where a look has next to nothing to spend. */
  readonly critical: number;
  /** Error rate that this look and those before it have used up, over both sides of a two-sided plan. */
  readonly spentAlpha: number;
  /** The p-value, of a test read once, that reaches `critical`. */
  readonly nominalPValue: number;
}

/** A boundary with the p-value it stands for. */
export function lookBoundary(
  look: Omit<LookBoundary, "nominalPValue">,
  sides: 1 | 2,
): LookBoundary {
  return { ...look, nominalPValue: sides * normalUpper(look.critical) };
}
