import type { EpochMicros } from "@liftproof/events";

const microsPerDay = 86_400_000_000;

/**
 * The instants at which an experiment is looked at: midnights UTC after its first exposure, thinned to `most`, and the watermark.
 *
 * Fewer looks than days keep the last and even distances, so that a chart over time stays honest about when it looked.
 */
export function looksOf(firstExposureUs: EpochMicros, watermarkUs: EpochMicros, most: number = 60): readonly EpochMicros[] {
  const firstDay = Math.floor(firstExposureUs / microsPerDay) + 1;
  const lastDay = Math.ceil(watermarkUs / microsPerDay) - 1;
  const step = Math.max(1, Math.ceil((lastDay - firstDay + 1) / most));
  const looks: EpochMicros[] = [];
  for (let day = lastDay; day >= firstDay; day -= step) looks.unshift(day * microsPerDay);
  return [...looks, watermarkUs];
}
