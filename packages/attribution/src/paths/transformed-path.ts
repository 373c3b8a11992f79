import { channelOfTouch } from "../channel-of-touch.ts";
import type { JudgedTouch } from "../touch.ts";
import { collapsedRuns } from "./collapsed-runs.ts";
import { firstExposures } from "./first-exposures.ts";
import { labelKey } from "./label-key.ts";
import { lastExposures } from "./last-exposures.ts";
import type { PathTransform } from "./path-transform.ts";

/**
 * A path of touches under a transform.
 *
 * @param path - In ranking order.
 */
export function transformedPath(path: readonly JudgedTouch[], transform: PathTransform): readonly JudgedTouch[] {
  switch (transform) {
    case "as-is":
      return path;
    case "unique":
      return lastExposures(path, labelKey);
    case "collapse":
      return collapsedRuns(path, channelOfTouch);
    case "first-exposure":
      return firstExposures(path, channelOfTouch);
    case "last-exposure":
      return lastExposures(path, channelOfTouch);
  }
}
