import type { JudgedTouch } from "../touch.ts";
import type { WeightedTouch } from "./weighted-touch.ts";

/** Sum of all weights of an order, at most; a double holds every whole number up to it. */
const weightBits = 52;

/**
 * A touch one half-life older than another earns half as much.
 *
 * Ages are taken from the last touch, which changes no share and keeps old journeys from vanishing. Weights are rounded
 * to whole numbers with at least 2^52 / n steps. Runs in TypeScript only: powers differ between engines.
 *
 * @param path - In order of time.
 */
export function timeDecayWeights(path: readonly JudgedTouch[], halfLifeUs: number): readonly WeightedTouch[] {
  const last = path.at(-1);
  if (last === undefined) return [];
  const scale = 2 ** (weightBits - Math.ceil(Math.log2(path.length)));
  return path
    .map((touch) => ({ touch, weight: Math.round(scale * 2 ** ((touch.touchTsUs - last.touchTsUs) / halfLifeUs)) }))
    .filter(({ weight }) => weight > 0);
}
