/** Terms below this share of the largest no longer count. */
const NEGLIGIBLE = 1e-17;

/** In cores: small enough that its half is right for two equally wide rates. */
const FIRST_SPACING = 0.65;

/** Share of the sum within which two passes must agree. */
const AGREEMENT = 1e-9;

/** Cores from the top to where a normal curve has faded out. */
const REACH = 9;

/** A change of the logarithm over one core that no hump of that width has beside its top. */
const STEEP = 100;

/** Peaks lower than this leave nothing of any integral, and rounding of such logarithms leaves no digits. */
const UNDERFLOW = -1000;

/** An integrand at one point. */
export interface LineTerm {
  /** Logarithm of the integrand, so that it can be followed where it has underflowed. */
  readonly log: number;
  /** The integrand's derivative by its parameter, as a multiple of the integrand. */
  readonly slope: number;
}

/** An integral and its derivative by the integrand's parameter. */
export interface LineIntegral {
  readonly integral: number;
  readonly slope: number;
}

/**
 * Integral over the real line of a function with one logarithmically concave hump.
 *
 * The trapezoidal rule, halved until two passes agree to 1e-9: for functions analytic around the real line
 * its error squares with each halving, so the last pass is right to rounding. The points are even in w, with
 * x = top + core sinh(bend w) / bend: straight for a normal curve, and bent just so much that a flank which
 * takes hundreds of cores to fade out costs no more points than one.
 *
 * @param start - Anywhere on the line: the top is found by climbing.
 * @param width - Of the hump or, if that is less, of its narrowest feature: a first guess.
 *
 * Source: Trefethen and Weideman, "The Exponentially Convergent Trapezoidal Rule", SIAM Review 56, 2014.
 */
export function integrateLine(
  term: (x: number) => LineTerm,
  start: number,
  width: number,
): LineIntegral {
  const height = (x: number): number => term(x).log;
  const { x: top, peak, core } = climb(height, start, width);
  if (peak < UNDERFLOW) return { integral: 0, slope: 0 };
  const fall = (distance: number): number => peak - height(top + distance);
  const bend = bendReaching(Math.max(fadingOut(fall, core), fadingOut(fall, -core)) / core);
  let [sum, slopes] = [0, 0];
  const add = (w: number): number => {
    const grown = Math.exp(bend * w);
    const away = bend === 0 ? w : (grown - 1 / grown) / (2 * bend);
    const { log, slope } = term(top + core * away);
    const value = (Math.exp(log - peak) * (grown + 1 / grown)) / 2;
    sum += value;
    if (value > 0) slopes += value * slope;
    return value;
  };
  let spacing = FIRST_SPACING;
  add(0);
  let right = sweep(add, spacing);
  let left = -sweep(add, -spacing);
  for (let pass = 0, agreed = false; pass < 8 && !agreed; pass += 1) {
    const before = sum;
    for (let k = left; k < right; k += 1) add((k + 0.5) * spacing);
    agreed = Math.abs(sum / 2 - before) <= AGREEMENT * before;
    spacing /= 2;
    [left, right] = [2 * left, 2 * right];
  }
  const unit = spacing * core * Math.exp(peak);
  return { integral: sum * unit, slope: slopes * unit };
}

interface Top {
  readonly x: number;
  readonly peak: number;
  /** At most the width asked for, less where the hump is much narrower. */
  readonly core: number;
}

/** A point near the top of the hump, by strides that double uphill and turn back past the top. */
function climb(height: (x: number) => number, start: number, width: number): Top {
  let x = start;
  let peak = height(x);
  let change = Infinity;
  let stride = width;
  while (Math.abs(stride) >= width || (change > STEEP && x + stride !== x)) {
    const ahead = height(x + stride);
    change = Math.abs(peak - ahead);
    if (ahead > peak) {
      x += stride;
      peak = ahead;
      stride *= 2;
    } else {
      stride = stride > 0 ? -stride : -stride / 2;
    }
  }
  return { x, peak, core: Math.min(width, 2 * Math.abs(stride)) };
}

/** Distance at which the hump has faded out, at most: a concave logarithm stays under its chords. */
function fadingOut(fall: (distance: number) => number, core: number): number {
  let distance = (REACH - 1) * core;
  let fallen = fall(distance);
  while (!(fallen > 1e-3)) {
    distance *= 8;
    fallen = fall(distance);
  }
  return Math.abs(distance) * Math.max(1, (REACH * REACH) / 2 / fallen);
}

/** The bend with which sinh(bend w) / bend comes as far as it should at w = REACH. */
function bendReaching(cores: number): number {
  if (cores <= REACH * 1.05) return 0;
  let bend = 1;
  for (let step = 0; step < 8; step += 1) bend = Math.asinh(bend * cores) / REACH;
  return bend;
}

/** Adds terms at one step, two steps and so on until they fade out; how many that took. */
function sweep(add: (w: number) => number, step: number): number {
  let largest = 0;
  for (let k = 1; ; k += 1) {
    const value = add(k * step);
    largest = Math.max(largest, value);
    if (value <= NEGLIGIBLE * largest) return k;
  }
}
