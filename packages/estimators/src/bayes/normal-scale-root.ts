import { bracketedRoot } from "../bracketed-root.ts";

/** A quantile is sought to this many standard deviations: what the integrals behind it can tell apart. */
const CLOSE_ENOUGH = 2e-13;

/** A first guess of a quantile and how far off it may be. */
export interface Guess {
  readonly position: number;
  readonly deviation: number;
}

/**
 * Where an increasing function, nearly a straight line of slope 1 / deviation, crosses a target.
 *
 * The bracket starts around the guess and grows until it holds the answer.
 */
export function normalScaleRoot(
  score: (position: number) => number,
  target: number,
  { position, deviation }: Guess,
): number {
  const excess = (at: number): number => score(at) - target;
  let reach = deviation / 4;
  while (excess(position - reach) > 0) reach *= 2;
  const low = position - reach;
  reach = deviation / 4;
  while (excess(position + reach) < 0) reach *= 2;
  return bracketedRoot(excess, [low, position + reach], CLOSE_ENOUGH);
}
