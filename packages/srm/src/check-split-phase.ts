import type { SplitPhase } from "./split-phase.ts";

/** Below one unit in a million million an arm is a typing error, and its logarithms are noise. */
const LEAST_SHARE = 1e-12;

/**
 * The phase it was given, once its counts and weights can carry a test.
 *
 * @throws TypeError when an arm has no name.
 * @throws RangeError when a name repeats, a count is not a whole number of at least 0, a weight is not a
 * finite number of at least 0, an arm's share is positive but below 1e-12, or fewer than two arms were
 * promised traffic.
 */
export function checkSplitPhase(phase: SplitPhase): SplitPhase {
  const seen = new Set<string>();
  for (const { arm, units, weight } of phase.arms) {
    if (typeof arm !== "string" || arm === "") throw new TypeError(`arm: expected a non-empty name, got ${String(arm)}`);
    if (seen.has(arm)) throw new RangeError(`arm: expected each arm once, got ${arm} twice`);
    seen.add(arm);
    if (!Number.isSafeInteger(units) || units < 0) {
      throw new RangeError(`units: expected a whole number >= 0 for arm ${arm}, got ${units}`);
    }
    if (!Number.isFinite(weight) || weight < 0) {
      throw new RangeError(`weight: expected a finite number >= 0 for arm ${arm}, got ${weight}`);
    }
  }
  const promised = phase.arms.filter(({ weight }) => weight > 0);
  if (promised.length < 2) {
    throw new RangeError(`arms: expected at least two arms with a weight > 0, got ${promised.length}`);
  }
  const greatest = Math.max(...promised.map(({ weight }) => weight));
  const total = promised.reduce((sum, { weight }) => sum + weight / greatest, 0);
  for (const { arm, weight } of promised) {
    const share = weight / greatest / total;
    if (share < LEAST_SHARE) {
      throw new RangeError(`weight: expected a share of at least ${LEAST_SHARE} for arm ${arm}, got ${share}`);
    }
  }
  return phase;
}
