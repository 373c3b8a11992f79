import type { RatioMoments } from "@liftproof/estimators";
import { momentsOfArm } from "./moments-of-arm.ts";

/** Numerator and denominator of one arm, without the covariates that may stand behind them. */
export function ratioOfArm(byArm: Readonly<Record<string, RatioMoments>>, arm: string): RatioMoments {
  if (Object.keys(byArm).length === 0) return { count: 0, means: [0, 0], crossProducts: [[0, 0], [0, 0]] };
  const joint: RatioMoments = momentsOfArm(byArm, arm);
  return {
    ...joint,
    means: joint.means.slice(0, 2),
    crossProducts: joint.crossProducts.slice(0, 2).map((row) => row.slice(0, 2)),
  };
}
