import type { BetaShapes } from "../distributions/beta.ts";
import { betaCurve, betaTails, logBetaKernel } from "../distributions/beta-tails.ts";
import type { UnitPoint } from "../distributions/unit-point.ts";
import { unitPointAtLogOdds } from "../distributions/unit-point.ts";
import { betaMean, logOddsSpread } from "./beta-posterior.ts";
import { integrateLine } from "./integrate-line.ts";

/** From this ratio of widths on, the narrow posterior is a step to the wide one and is integrated alone. */
const LOPSIDED = 4;

/** What either of two rates is expected to fall short of the other. */
export interface Shortfalls {
  readonly first: number;
  readonly second: number;
}

interface Choice {
  readonly chosen: BetaShapes;
  readonly other: BetaShapes;
}

/**
 * Expected amounts by which each of two rates falls short of the other one, counting 0 where it does not.
 *
 * E[max(other - chosen, 0)] is the integral of P(chosen < t) P(other > t): positive everywhere, so nothing
 * cancels, where the usual difference of two products keeps no digit below 1e-16.
 *
 * Losses below 1e-50 between posteriors of very different width keep nine digits, all others eleven or more.
 *
 * Of the rate with the lower mean it is the difference of the means and what the other one may fall short.
 *
 * Source: the tail formula for the mean of a positive variable, applied to both rates at once.
 */
export function expectedShortfalls(first: BetaShapes, second: BetaShapes): Shortfalls {
  const ahead = betaMean(second) - betaMean(first);
  const rare =
    ahead > 0
      ? rareShortfall({ chosen: second, other: first })
      : rareShortfall({ chosen: first, other: second });
  return { first: Math.max(0, ahead) + rare, second: Math.max(0, -ahead) + rare };
}

/** The shortfall of the rate with the higher mean. */
function rareShortfall({ chosen, other }: Choice): number {
  const spreads = [logOddsSpread(chosen), logOddsSpread(other)] as const;
  const narrow = Math.min(...spreads);
  const lopsided = Math.max(...spreads) > LOPSIDED * narrow;
  const chosenIsNarrow = spreads[0] === narrow;
  const start = lopsided
    ? betaMean(chosenIsNarrow ? chosen : other)
    : (betaMean(chosen) + betaMean(other)) / 2;
  const logDensity = densityOf({ chosen, other }, { lopsided, chosenIsNarrow });
  return integrateLine(
    (logOdds) => ({ log: logDensity(unitPointAtLogOdds(logOdds)), slope: 0 }),
    Math.log(start / (1 - start)),
    Math.min(1, narrow),
  ).integral;
}

function densityOf(
  { chosen, other }: Choice,
  { lopsided, chosenIsNarrow }: { readonly lopsided: boolean; readonly chosenIsNarrow: boolean },
): (point: UnitPoint) => number {
  const [chosenCurve, otherCurve] = [betaCurve(chosen.a, chosen.b), betaCurve(other.a, other.b)];
  if (!lopsided) {
    return (point) =>
      betaTails(chosenCurve, point).logLower + betaTails(otherCurve, point).logUpper + point.logX + point.logY;
  }
  if (chosenIsNarrow) {
    // Density of the chosen rate at t times E[max(other - t, 0)].
    const raised = betaCurve(other.a + 1, other.b);
    return (point) => {
      const reached = betaMean(other) * betaTails(raised, point).upper;
      const short = reached - point.x * betaTails(otherCurve, point).upper;
      return logBetaKernel(chosenCurve, point) + Math.log(Math.max(0, short));
    };
  }
  // Density of the other rate at t times E[max(t - chosen, 0)].
  const raised = betaCurve(chosen.a + 1, chosen.b);
  return (point) => {
    const reached = betaMean(chosen) * betaTails(raised, point).lower;
    const short = point.x * betaTails(chosenCurve, point).lower - reached;
    return logBetaKernel(otherCurve, point) + Math.log(Math.max(0, short));
  };
}
