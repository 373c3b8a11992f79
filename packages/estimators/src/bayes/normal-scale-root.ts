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
 * Secant steps, which need four or five values of so straight a function; a bracket where they fail.
 */
export function normalScaleRoot(
  score: (position: number) => number,
  target: number,
  guess: Guess,
): number {
  let position = guess.position;
  let slope = 1 / guess.deviation;
  let before = Infinity;
  for (let step = 0; step < 10; step += 1) {
    const excess = score(position) - target;
    if (Math.abs(excess) <= CLOSE_ENOUGH) return position;
    if (step > 0) slope *= 1 - excess / before;
    const next = position - excess / slope;
    if (!(slope > 0 && Number.isFinite(next))) break;
    // The error of a secant step is about the product of the last two: this one needs no check.
    if (Math.abs(excess * before) < 1e-16) return next;
    before = excess;
    position = next;
  }
  return bracketed((at) => score(at) - target, guess);
}

function bracketed(excess: (position: number) => number, { position, deviation }: Guess): number {
  let below = deviation;
  while (excess(position - below) > 0) below *= 2;
  let above = deviation;
  while (excess(position + above) < 0) above *= 2;
  return bracketedRoot(excess, [position - below, position + above], CLOSE_ENOUGH);
}
