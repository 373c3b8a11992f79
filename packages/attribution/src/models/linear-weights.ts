import type { JudgedTouch } from "../touch.ts";
import type { WeightedTouch } from "./weighted-touch.ts";

/** Every touch earns the same. */
export function linearWeights(path: readonly JudgedTouch[]): readonly WeightedTouch[] {
  return path.map((touch) => ({ touch, weight: 1 }));
}
