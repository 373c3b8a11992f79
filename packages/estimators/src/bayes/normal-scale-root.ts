/** A quantile is sought to this many standard deviations: what the integrals behind it can tell apart. */
const CLOSE_ENOUGH = 1e-13;

/** Longest first step, in standard deviations; four times that wherever it was not enough. */
const LONGEST_STEP = 16;

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
 * Newton steps, of which so straight a function needs three, inside the bracket that the values found so far
 * make, or where there is no slope its middle. A slope that was integrated over the wrong stretch may be off; then it is off by the same factor at
 * the next position, and the rise between the two tells the factor.
 */
export function normalScaleRoot(
  score: (position: number) => NormalScore,
  target: number,
  { position: start, deviation }: Guess,
): number {
  let [low, high] = [-Infinity, Infinity];
  let longest = LONGEST_STEP * deviation;
  let position = start;
  let before = { position: Number.NaN, excess: Number.NaN, slope: Number.NaN };
  for (let evaluation = 0; evaluation < 200; evaluation += 1) {
    const { value, slope } = score(position);
    const excess = value - target;
    if (Math.abs(excess) <= CLOSE_ENOUGH) return position;
    if (excess > 0) high = position;
    else low = position;
    const rise = (excess - before.excess) / (position - before.position);
    const factor = (2 * rise) / (slope + before.slope);
    const step = -excess / (factor > 0.5 && factor < 2 ? slope * factor : slope);
    const shrunk = Math.abs(excess / before.excess);
    const slopeError = Math.abs(slope / before.slope - 1) + Math.abs(factor - 1);
    if (shrunk < 0.1 && Math.abs(excess) * shrunk * slopeError < CLOSE_ENOUGH) return position + step;
    before = { position, excess, slope };
    const middle = (low + high) / 2;
    const next = position + Math.min(longest, Math.max(-longest, step));
    if (next > low && next < high) position = next;
    else position = Number.isFinite(middle) ? middle : position - Math.sign(excess) * longest;
    if (position === before.position) return position;
    if (!(Math.abs(step) < longest)) longest *= 4;
  }
  return position;
}
