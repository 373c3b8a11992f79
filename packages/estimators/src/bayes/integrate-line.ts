/** Terms below this share of the sum so far no longer count. */
const NEGLIGIBLE = 1e-18;

/**
 * Integral over the real line of e^g, where g has one hump and falls off at least linearly.
 *
 * The trapezoidal rule, halved until two passes agree to 1e-7: for functions analytic around the real line
 * its error squares with each halving, so the last pass is right to rounding.
 *
 * @param logarithm - g: the hump is found by climbing it, even from where e^g itself has underflowed.
 * @param start - Anywhere on the line.
 * @param step - First spacing, a fraction of the width of the hump.
 *
 * Source: Trefethen and Weideman, "The Exponentially Convergent Trapezoidal Rule", SIAM Review 56, 2014.
 */
export function integrateLine(
  logarithm: (x: number) => number,
  start: number,
  step: number,
): number {
  const f = (x: number): number => Math.exp(logarithm(x));
  const top = climb(logarithm, start, step);
  let spacing = step;
  let sum = f(top) + sweep(f, top, spacing) + sweep(f, top, -spacing);
  for (let pass = 0; pass < 12; pass += 1) {
    const half = spacing / 2;
    const between =
      f(top + half) + sweep(f, top + half, spacing) + f(top - half) + sweep(f, top - half, -spacing);
    const refined = sum + between;
    const agreed = Math.abs(refined / 2 - sum) <= 1e-7 * sum;
    sum = refined;
    spacing = half;
    if (agreed) break;
  }
  return sum * spacing;
}

/** Sum of f at from + step, from + 2 step and so on, until the terms fade out. */
function sweep(f: (x: number) => number, from: number, step: number): number {
  let sum = 0;
  let largest = f(from);
  for (let k = 1; ; k += 1) {
    const term = f(from + k * step);
    sum += term;
    largest = Math.max(largest, term);
    if (term <= NEGLIGIBLE * largest) return sum;
  }
}

/** A point near the top of the hump, by strides that double uphill and halve past the top. */
function climb(g: (x: number) => number, start: number, step: number): number {
  let x = start;
  let height = g(x);
  for (let stride = step; Math.abs(stride) >= step / 2; ) {
    const ahead = g(x + stride);
    if (ahead > height) {
      x += stride;
      height = ahead;
      stride *= 2;
    } else {
      stride = stride > 0 ? -stride : -stride / 2;
    }
  }
  return x;
}
