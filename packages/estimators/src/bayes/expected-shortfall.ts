import type { BetaShapes } from "../distributions/beta.ts";
import { betaTails, logBetaKernel } from "../distributions/beta-tails.ts";
import type { UnitPoint } from "../distributions/unit-point.ts";
import { unitPointAtLogOdds } from "../distributions/unit-point.ts";
import { betaMean, logOddsSpread } from "./beta-posterior.ts";
import { integrateLine } from "./integrate-line.ts";

/** From this ratio of widths on, the narrow posterior is a step to the wide one and is integrated alone. */
const LOPSIDED = 4;

/** A rate that is shipped and the one that is given up for it. */
export interface Choice {
  readonly chosen: BetaShapes;
  readonly other: BetaShapes;
}

/**
 * Expected amount by which the chosen rate falls short of the other one, counting 0 where it does not.
 *
 * E[max(other - chosen, 0)] is the integral of P(chosen < t) P(other > t): positive everywhere, so nothing
 * cancels, where the usual difference of two products keeps no digit below 1e-16.
 *
 * Source: the tail formula for the mean of a positive variable, applied to both rates at once.
 */
export function expectedShortfall(choice: Choice): number {
  const spreads = [logOddsSpread(choice.chosen), logOddsSpread(choice.other)] as const;
  const narrow = Math.min(...spreads);
  const lopsided = Math.max(...spreads) > LOPSIDED * narrow;
  const chosenIsNarrow = spreads[0] === narrow;
  const narrowMean = betaMean(chosenIsNarrow ? choice.chosen : choice.other);
  const middle = (betaMean(choice.chosen) + betaMean(choice.other)) / 2;
  const logDensity = (point: UnitPoint): number => {
    if (!lopsided) return logBothTails(choice, point);
    return chosenIsNarrow ? logBelowOther(choice, point) : logAboveChosen(choice, point);
  };
  const start = lopsided ? narrowMean : middle;
  return integrateLine(
    (logOdds) => logDensity(unitPointAtLogOdds(logOdds)),
    Math.log(start / (1 - start)),
    0.75 * Math.min(1, narrow),
  );
}

function logBothTails({ chosen, other }: Choice, point: UnitPoint): number {
  const chosenBelow = betaTails(chosen.a, chosen.b, point).logLower;
  return chosenBelow + betaTails(other.a, other.b, point).logUpper + point.logX + point.logY;
}

/** Density of the chosen rate at t times E[max(other - t, 0)]. */
function logBelowOther({ chosen, other }: Choice, point: UnitPoint): number {
  const raised = { a: other.a + 1, b: other.b };
  const short =
    betaMean(other) * betaTails(raised.a, raised.b, point).upper -
    point.x * betaTails(other.a, other.b, point).upper;
  return logBetaKernel(chosen.a, chosen.b, point) + Math.log(Math.max(0, short));
}

/** Density of the other rate at t times E[max(t - chosen, 0)]. */
function logAboveChosen({ chosen, other }: Choice, point: UnitPoint): number {
  const raised = { a: chosen.a + 1, b: chosen.b };
  const short =
    point.x * betaTails(chosen.a, chosen.b, point).lower -
    betaMean(chosen) * betaTails(raised.a, raised.b, point).lower;
  return logBetaKernel(other.a, other.b, point) + Math.log(Math.max(0, short));
}
