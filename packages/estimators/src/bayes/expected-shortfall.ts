import type { BetaShapes } from "../distributions/beta.ts";
import { unitPointAtLogOdds } from "../distributions/unit-point.ts";
import { betaMean, logOddsSpread, posteriorTails } from "./beta-posterior.ts";
import { integrateLine } from "./integrate-line.ts";

/**
 * Expected amount by which the chosen rate falls short of the other one, counting 0 where it does not.
 *
 * E[max(other - chosen, 0)] is the integral of P(chosen < t) P(other > t): positive everywhere, so nothing
 * cancels, where the usual difference of two products keeps no digit below 1e-16.
 */
export function expectedShortfall(chosen: BetaShapes, other: BetaShapes): number {
  const between = (betaMean(chosen) + betaMean(other)) / 2;
  const spread = Math.min(logOddsSpread(chosen), logOddsSpread(other));
  return integrateLine(
    (logOdds) => {
      const point = unitPointAtLogOdds(logOdds);
      const chosenBelow = posteriorTails(chosen, point).logLower;
      return chosenBelow + posteriorTails(other, point).logUpper + point.logX + point.logY;
    },
    Math.log(between / (1 - between)),
    0.75 * Math.min(1, spread),
  );
}
