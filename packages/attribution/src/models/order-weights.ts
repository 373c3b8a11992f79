import type { AttributionRules } from "../attribution-rules.ts";
import type { OrderPath } from "../order-path.ts";
import type { JudgedTouch } from "../touch.ts";
import { linearWeights } from "./linear-weights.ts";
import type { ModelName } from "./model-name.ts";
import { positionWeights } from "./position-weights.ts";
import { timeDecayWeights } from "./time-decay-weights.ts";
import type { WeightedTouch } from "./weighted-touch.ts";

/** How one model splits an order; no touches, no weights. */
export function orderWeights(model: ModelName, path: OrderPath, rules: AttributionRules): readonly WeightedTouch[] {
  switch (model) {
    case "first":
      return whole(path.first());
    case "last":
      return whole(path.last());
    case "last-non-direct":
      return whole(path.winner);
    case "linear":
      return linearWeights(path.steps());
    case "position":
      return positionWeights(path.steps(), rules.positionWeights);
    case "time-decay":
      return timeDecayWeights(path.steps(), rules.halfLifeUs);
  }
}

function whole(touch: JudgedTouch | undefined): readonly WeightedTouch[] {
  return touch === undefined ? [] : [{ touch, weight: 1 }];
}
