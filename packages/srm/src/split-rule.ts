/**
 * A rule of the guard that holds for a split, with the numbers it compared.
 *
 * - `anytime_and_two_points`: the anytime p is below `limit` and `arm` is now more than two points off
 * - `anytime_and_one_percent`: the anytime p is below `limit` and `arm` is at least 1 % off its expected count
 * - `anytime`: the anytime p is below `limit`
 * - `single_look`: judged once at the planned end, the p-value of that look is below `limit`
 * - `two_points_and_single_look`: `arm` is more than two points off and the p-value of this look is below `limit`
 * - `two_points_at_size`: `arm` is more than two points off among at least `enoughUnits` units, where chance
 *   does that in one of a thousand healthy splits
 */
export type SplitRule =
  | { readonly verdict: "kill"; readonly rule: "anytime_and_two_points"; readonly anytimePValue: number; readonly limit: 1e-3; readonly arm: string; readonly deviationPoints: number }
  | { readonly verdict: "kill"; readonly rule: "anytime_and_one_percent"; readonly anytimePValue: number; readonly limit: 1e-6; readonly arm: string; readonly deviationOfExpected: number | null }
  | { readonly verdict: "warn"; readonly rule: "anytime"; readonly anytimePValue: number; readonly limit: 1e-3 }
  | { readonly verdict: "warn"; readonly rule: "single_look"; readonly pValue: number; readonly test: "chi-square" | "exact"; readonly limit: 5e-4 }
  | { readonly verdict: "watch"; readonly rule: "two_points_and_single_look"; readonly pValue: number; readonly test: "chi-square" | "exact"; readonly limit: 1e-3; readonly arm: string; readonly deviationPoints: number }
  | { readonly verdict: "watch"; readonly rule: "two_points_at_size"; readonly units: number; readonly enoughUnits: number; readonly arm: string; readonly deviationPoints: number };
