import type { AttributionRules } from "../attribution-rules.ts";
import { channelOfTouch } from "../channel-of-touch.ts";
import { labelKey } from "./label-key.ts";
import type { StageRule } from "./path-stage.ts";
import type { PathTransform } from "./path-transform.ts";
import { repeatKey } from "./repeat-key.ts";

/** How paths are made: the collapse gap first, then the transform. */
export interface PathSettings {
  readonly rules: AttributionRules;
  readonly transform: PathTransform;
}

/** The stages a path goes through, in their order. */
export function stageRules({ rules, transform }: PathSettings): readonly StageRule[] {
  const { collapseGapUs } = rules;
  const stages: StageRule[] = [];
  if (collapseGapUs !== null) {
    stages.push({ groupOf: repeatKey, stands: (touch, _, after) => after === undefined || after.touchTsUs - touch.touchTsUs > collapseGapUs });
  }
  const stage = transformStages[transform];
  if (stage !== null) stages.push(stage);
  return stages;
}

const isLast: StageRule["stands"] = (_touch, _before, after) => after === undefined;

const transformStages: Readonly<Record<PathTransform, StageRule | null>> = {
  "as-is": null,
  unique: { groupOf: labelKey, stands: isLast },
  collapse: { groupOf: () => "", stands: (touch, _, after) => after === undefined || channelOfTouch(after) !== channelOfTouch(touch) },
  "first-exposure": { groupOf: channelOfTouch, stands: (_, before) => before === undefined },
  "last-exposure": { groupOf: channelOfTouch, stands: isLast },
};
