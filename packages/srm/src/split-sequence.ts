import { mergeSplitDays } from "./merge-split-days.ts";
import { mergeSplitPhases } from "./merge-split-phases.ts";
import type { SampleRatioOptions } from "./phased-sample-ratio.ts";
import { phasedSampleRatio } from "./phased-sample-ratio.ts";
import type { SplitDay, SplitLook } from "./split-day.ts";
import type { SplitPhase } from "./split-phase.ts";

/**
 * The guard after every day, evidence once found being kept.
 *
 * Late units that are added to a day of the past change that look and those after it, as they would have
 * done had they come in time.
 *
 * @param days - In any order, each day once or in parts; the first has units or at least names its arms.
 * @param options - `interim` is about the last day; the ones before it are always interim.
 * @throws RangeError when there is no day, or a count, weight or option is out of range.
 */
export function splitSequence(days: readonly SplitDay[], options: SampleRatioOptions = {}): readonly SplitLook[] {
  const ordered = mergeSplitDays([], days);
  if (ordered.length === 0) throw new RangeError("days: expected at least one day, got none");
  const looks: SplitLook[] = [];
  let phases: readonly SplitPhase[] = [];
  let least = options.previousAnytimePValue ?? 1;
  for (const [index, one] of ordered.entries()) {
    phases = mergeSplitPhases(phases, one.phases);
    const interim = index < ordered.length - 1 || options.interim === true;
    const sampleRatio = phasedSampleRatio(phases, { ...options, interim, previousAnytimePValue: least });
    least = sampleRatio.anytimePValue;
    looks.push({ day: one.day, sampleRatio });
  }
  return looks;
}
