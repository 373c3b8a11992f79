import type { ArmCount } from "./arm-count.ts";
import type { SampleRatio, SampleRatioOptions } from "./phased-sample-ratio.ts";
import { phasedSampleRatio } from "./phased-sample-ratio.ts";

/**
 * Whether units reached the arms in the promised proportions.
 *
 * A split that is off means that units went missing or were let in for a reason that may have to do with
 * the treatment, so that no difference between the arms can be read as its effect.
 *
 * @throws RangeError when a count, a weight or an option is out of range.
 *
 * @example
 * ```ts
 * sampleRatio([
 *   { arm: "control", units: 5200, weight: 1 },
 *   { arm: "treatment", units: 4800, weight: 1 },
 * ]).overTwoPoints; // => false
 * ```
 */
export function sampleRatio(arms: readonly ArmCount[], options: SampleRatioOptions = {}): SampleRatio {
  return phasedSampleRatio([{ phase: 1, arms }], options);
}
