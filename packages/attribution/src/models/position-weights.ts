import type { JudgedTouch } from "../touch.ts";
import type { WeightedTouch } from "./weighted-touch.ts";

/**
 * The first and the last touch earn their parts, and those between share the middle part evenly.
 *
 * A single touch earns everything. Of two touches each earns by its own part, half each when both parts are zero.
 * Weights are scaled to whole numbers, so that no share is ever rounded here.
 *
 * @param parts - First, middle together, last; not all zero.
 */
export function positionWeights(
  path: readonly JudgedTouch[],
  [first, middle, last]: readonly [number, number, number],
): readonly WeightedTouch[] {
  const between = path.length - 2;
  if (between <= 0) return path.length === 2 ? endsOnly(path, [first, last]) : path.map((touch) => ({ touch, weight: 1 }));
  const weightAt = (position: number): number => {
    if (position === 0) return first * between;
    return position === path.length - 1 ? last * between : middle;
  };
  return positive(path.map((touch, position) => ({ touch, weight: weightAt(position) })));
}

function endsOnly(path: readonly JudgedTouch[], [first, last]: readonly [number, number]): readonly WeightedTouch[] {
  if (first + last === 0) return path.map((touch) => ({ touch, weight: 1 }));
  return positive(path.map((touch, position) => ({ touch, weight: position === 0 ? first : last })));
}

function positive(weighted: readonly WeightedTouch[]): readonly WeightedTouch[] {
  return weighted.filter(({ weight }) => weight > 0);
}
