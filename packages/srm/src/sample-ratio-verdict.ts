/**
 * How far a split may be trusted; `warn` and `kill` make every result of the experiment invalid.
 *
 * - `kill`: anytime p < 0.001 and an arm is now more than two points off; or anytime p < 1e-6 and an arm
 *   is at least 1 % off its expected count
 * - `warn`: anytime p < 0.001; or, judged once at the planned end, fixed p < 0.0005
 * - `watch`: an arm is more than two points off, and either the sample is so large that chance does that
 *   in one of a thousand healthy splits, or fixed p < 0.001
 * - `healthy`: none of these
 */
export type SrmVerdict = "healthy" | "watch" | "warn" | "kill";
