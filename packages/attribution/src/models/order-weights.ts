import type { AttributionRules } from "../attribution-rules.ts";
import type { JudgedTouch } from "../touch.ts";
import { collapsedPath } from "./collapsed-path.ts";
import { linearWeights } from "./linear-weights.ts";
import type { ModelName } from "./model-name.ts";
import { positionWeights } from "./position-weights.ts";
import { timeDecayWeights } from "./time-decay-weights.ts";
import type { WeightedTouch } from "./weighted-touch.ts";

/** An order as the models see it. */
export interface OrderPath {
  /** The candidates in ranking order, before repeats are taken together. */
  readonly path: readonly JudgedTouch[];
  /** The winner under the rule. */
  readonly winner: JudgedTouch | null;
}

/** How one model splits an order; no touches, no weights. */
export function orderWeights(model: ModelName, { path, winner }: OrderPath, rules: AttributionRules): readonly WeightedTouch[] {
  switch (model) {
    case "first":
      return all(path[0]);
    case "last":
      return all(path.at(-1));
    case "last-non-direct":
      return all(winner ?? undefined);
    case "linear":
      return linearWeights(collapsedPath(path, rules.collapseGapUs));
    case "position":
      return positionWeights(collapsedPath(path, rules.collapseGapUs), rules.positionWeights);
    case "time-decay":
      return timeDecayWeights(collapsedPath(path, rules.collapseGapUs), rules.halfLifeUs);
  }
}

function all(touch: JudgedTouch | undefined): readonly WeightedTouch[] {
  return touch === undefined ? [] : [{ touch, weight: 1 }];
}
