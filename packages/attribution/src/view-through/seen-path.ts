import type { OrderPath } from "../order-path.ts";
import { countsOf } from "../order-path.ts";
import type { LatestViews } from "./latest-views.ts";

/** The path of an order that no click led to is its latest impression alone; every other path stays as it is. */
export function seenPath(path: OrderPath, { latest }: LatestViews = {}): OrderPath {
  const { winner } = path;
  if (latest === undefined || (winner !== undefined && winner.tier !== "direct")) return path;
  const ends = (): typeof latest => latest;
  return { order: path.order, candidates: path.candidates, winner: latest, first: ends, last: ends, steps: () => [latest], counts: () => countsOf([latest]) };
}
