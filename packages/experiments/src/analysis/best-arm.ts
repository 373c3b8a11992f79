import { bestArmProbabilities } from "@liftproof/estimators";
import type { BetaPrior } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";
import type { ArmStanding } from "./analysis-result.ts";
import { rateOfArm } from "./rate-of-arm.ts";

/** With two arms the chance that the treatment is better says it all. */
const FEWEST_ARMS = 3;

/**
 * How likely each arm of a rate is to be the best of all, in order; `undefined` of other kinds and where fewer than three arms
 * have units.
 *
 * Where down is good the arm of the lowest rate is best, which is that of the highest share of the others.
 */
export function bestArm(metric: MetricMoments, arms: readonly string[], prior: BetaPrior): readonly ArmStanding[] | undefined {
  if (metric.kind !== "rate") return undefined;
  const seen = arms.map((arm) => ({ arm, rate: rateOfArm(metric.byArm, arm) })).filter(({ rate }) => rate.trials > 0);
  if (seen.length < FEWEST_ARMS) return undefined;
  const down = metric.direction === "down";
  const [a, b] = prior;
  const beliefs = bestArmProbabilities(
    seen.map(({ rate: { successes, trials } }) => ({ successes: down ? trials - successes : successes, trials })),
    { prior: down ? [b, a] : prior },
  );
  return seen.map(({ arm }, index) => ({ arm, probabilityBest: beliefs[index]?.probabilityBest ?? 0, expectedLoss: beliefs[index]?.expectedLoss ?? 0 }));
}
