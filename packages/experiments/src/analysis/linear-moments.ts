import { compareQuantiles, compareRatios, linearizedRatio } from "@liftproof/estimators";
import type { InsufficientReason, Moments } from "@liftproof/estimators";
import type { QuantileMoments, RatioOfMoments } from "./analysis-input.ts";
import type { ArmPair } from "./arm-pair.ts";
import { bandOfArm } from "./band-of-arm.ts";
import { ratioOfArm } from "./ratio-of-arm.ts";

/** Both arms as means, and the units that carry information. */
export interface LinearMoments {
  readonly control: Moments;
  readonly treatment: Moments;
  readonly informativeUnits: readonly [control: number, treatment: number];
}

/** The level plays no part in whether two arms can be compared. */
const ANY_ALPHA = { alpha: 0.05 };

/**
 * A ratio or a quantile of both arms as a mean of one number per unit: a ratio as each unit's deviation from it, a quantile by the
 * standard error of its band. Both behave like that mean in large samples, which is all that an asymptotic sequence asks for.
 *
 * @returns The reason while the two arms cannot be compared at all.
 *
 * Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018; Waudby-Smith and others, "Time-uniform
 * central limit theory and asymptotic confidence sequences", Annals of Statistics 2024, on asymptotically linear estimators.
 */
export function linearMoments(metric: RatioOfMoments | QuantileMoments, pair: ArmPair): LinearMoments | InsufficientReason {
  return metric.kind === "ratio" ? ofRatios(metric, pair) : ofQuantiles(metric, pair);
}

function ofRatios({ byArm }: RatioOfMoments, { control, treatment }: ArmPair): LinearMoments | InsufficientReason {
  const arms = [ratioOfArm(byArm, control), ratioOfArm(byArm, treatment)] as const;
  const compared = compareRatios(...arms, ANY_ALPHA);
  if (compared.kind === "insufficient") return compared.reason;
  const means = arms.map((arm): Moments => {
    const { count, unitsWithDenominator: informative = count } = arm;
    const linear = linearizedRatio(arm);
    // Only units with a denominator carry information, as in the fixed test.
    const scale = (informative / (informative - 1)) * ((count - 1) / count);
    return { count, mean: linear?.means[0] ?? 0, m2: (linear?.crossProducts[0]?.[0] ?? 0) * scale };
  });
  return pairOf(means, arms.map(({ count, unitsWithDenominator }) => unitsWithDenominator ?? count));
}

function ofQuantiles({ byArm }: QuantileMoments, { control, treatment }: ArmPair): LinearMoments | InsufficientReason {
  const bands = [bandOfArm(byArm, control), bandOfArm(byArm, treatment)] as const;
  const compared = compareQuantiles(...bands, ANY_ALPHA);
  if (compared.kind === "insufficient") return compared.reason;
  const means = bands.flatMap((band): Moments[] => {
    if (band.kind !== "band") return [];
    const standardError = (band.high - band.low) / (2 * band.bandCritical);
    return [{ count: band.units, mean: band.estimate, m2: band.units * (band.units - 1) * standardError ** 2 }];
  });
  return pairOf(means, means.map(({ count }) => count));
}

function pairOf([control, treatment]: readonly Moments[], [ofControl = 0, ofTreatment = 0]: readonly number[]): LinearMoments | InsufficientReason {
  if (control === undefined || treatment === undefined) return "too_few_units";
  return { control, treatment, informativeUnits: [ofControl, ofTreatment] };
}
