import { collapsedRuns } from "./collapsed-runs.ts";
import { firstExposures } from "./first-exposures.ts";
import { lastExposures } from "./last-exposures.ts";
import type { PathTransform } from "./path-transform.ts";
import { requireTransform } from "./require-transform.ts";

/**
 * A path of channel names under a transform. Names are all that is known here, so `unique` is the last exposure.
 *
 * @throws RangeError for a transform that does not exist.
 *
 * @example
 * ```ts
 * transformedChannels(["A", "A", "B", "A"], "collapse"); // => ["A", "B", "A"]
 * ```
 */
export function transformedChannels(channels: readonly string[], transform: PathTransform): readonly string[] {
  switch (requireTransform(transform)) {
    case "as-is":
      return channels;
    case "collapse":
      return collapsedRuns(channels, itself);
    case "first-exposure":
      return firstExposures(channels, itself);
    case "unique":
    case "last-exposure":
      return lastExposures(channels, itself);
  }
}

function itself(channel: string): string {
  return channel;
}
