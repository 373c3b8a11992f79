import type { Interval } from "../comparison.ts";

/** A quantile is sought to this many standard deviations: what the integrals behind it can tell apart. */
const CLOSE_ENOUGH = 1e-13;

/** Longest first step, in standard deviations; four times that wherever it was not enough. */
const LONGEST_STEP = 16;

/** A slope off by more than this was not integrated over the wrong stretch: it says nothing. */
const TRUSTED_FACTOR = 20;

/** A first guess of a quantile and how far off it may be. */
export interface Guess {
  readonly position: number;
  readonly deviation: number;
  /** Between which positions to look: what lies beyond is given as the nearer of the two. */
  readonly within: Interval;
}

/** A distribution on the normal scale: its normal quantile at a position, and how fast that rises. */
export interface NormalScore {
  readonly value: number;
  readonly slope: number;
}

/** Most a position grows or shrinks by at once when it is followed by its logarithm: e to this power. */
const LONGEST_LOG_STEP = 5;

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
  { position: start, deviation, within: [lowest, highest] }: Guess,
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
    if (high <= lowest) return lowest;
    if (low >= highest) return highest;
    const rise = (excess - before.excess) / (position - before.position);
    const factor = (2 * rise) / (slope + before.slope);
    const step = -excess / (factor > 1 / TRUSTED_FACTOR && factor < TRUSTED_FACTOR ? slope * factor : slope);
    const shrunk = Math.abs(excess / before.excess);
    const slopeError = Math.abs(slope / before.slope - 1) + Math.abs(factor - 1);
    if (shrunk < 0.1 && Math.abs(excess) * shrunk * slopeError < CLOSE_ENOUGH) return position + step;
    before = { position, excess, slope };
    const next = position + Math.min(longest, Math.max(-longest, step));
    if (next > low && next < high && position !== 0) position = next;
    else position = withinBracket([low, high], { position, step, longest });
    position = Math.min(highest, Math.max(lowest, position));
    if (position === before.position) return position;
    if (!(Math.abs(step) < longest)) longest *= 4;
  }
  return position;
}

/**
 * Where to go when the Newton step left the bracket, or starts at zero, where slopes say little: first to zero, then on the scale of the logarithm. Beside
 * zero a distribution of rates may be so steep that its quantile is many powers of ten closer than expected.
 */
function withinBracket(
  [low, high]: Interval,
  { position, step, longest }: { readonly position: number; readonly step: number; readonly longest: number },
): number {
  if (!(low > -Infinity && high < Infinity)) return position + (low === -Infinity ? -longest : longest);
  if (low < 0 && high > 0) return 0;
  if (position === 0) return (low + high) * Math.exp(-LONGEST_LOG_STEP);
  const log = Math.min(LONGEST_LOG_STEP, Math.max(-LONGEST_LOG_STEP, step / position));
  const next = position * Math.exp(log);
  if (next > low && next < high) return next;
  const geometric = Math.sign(low + high) * Math.sqrt(low * high);
  return low * high === 0 ? (low + high) * Math.exp(-LONGEST_LOG_STEP) : geometric;
}
