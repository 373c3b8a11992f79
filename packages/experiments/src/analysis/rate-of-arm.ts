import type { RateCount } from "@liftproof/estimators";

/** Conversions of one arm; none when the arm is not listed. */
export function rateOfArm(byArm: Readonly<Record<string, RateCount>>, arm: string): RateCount {
  return (Object.hasOwn(byArm, arm) ? byArm[arm] : undefined) ?? { successes: 0, trials: 0 };
}
