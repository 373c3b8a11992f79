/** A quantile is sought to this many standard deviations: what the integrals behind it can tell apart. */
const CLOSE_ENOUGH = 2e-13;

/** Newton's method squares the error: a step from closer than this needs no check. */
const LAST_STEP = 1e-7;

/** A first guess of a quantile and how far off it may be. */
export interface Guess {
  readonly position: number;
  readonly deviation: number;
}

/** A distribution on the normal scale: its normal quantile at a position, and how fast that rises. */
export interface NormalScore {
  readonly value: number;
  readonly slope: number;
}

/**
 * Where an increasing function, nearly a straight line of slope 1 / deviation, crosses a target.
 *
 * Newton steps, of which so straight a function needs two or three, inside the bracket that the values
 * found so far make; where a step would leave it, the bracket is halved, or doubled while it is open.
 */
export function normalScaleRoot(
  score: (position: number) => NormalScore,
  target: number,
  guess: Guess,
): number {
  let { position, deviation: stride } = guess;
  let [low, high] = [-Infinity, Infinity];
  for (let step = 0; step < 200; step += 1) {
    const { value, slope } = score(position);
    const excess = value - target;
    if (Math.abs(excess) <= CLOSE_ENOUGH) return position;
    if (excess > 0) high = position;
    else low = position;
    const newton = position - excess / slope;
    if (Math.abs(excess) < LAST_STEP && Number.isFinite(newton)) return newton;
    const middle = (low + high) / 2;
    if (newton > low && newton < high && Math.abs(newton - position) < 16 * stride) position = newton;
    else if (Number.isFinite(middle)) position = middle;
    else {
      stride *= 2;
      position += excess > 0 ? -stride : stride;
    }
    if (position === low || position === high) return position;
  }
  return position;
}
