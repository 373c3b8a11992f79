/** Both ends of a search; the function is below 0 at the first and not below it at the second. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
}

/**
 * The point where an increasing function crosses 0, inside a bracket that holds it.
 *
 * Regula falsi with the Illinois correction: a handful of calls on smooth functions. An end that is
 * already the answer is returned.
 *
 * @param resolution - Relative step at which the search has arrived.
 */
export function increasingRoot(f: (x: number) => number, { low, high }: Bracket, resolution: number = 1e-12): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa >= 0) return a;
  let last = a;
  for (let step = 1; step <= 200; step += 1) {
    const secant = (a * fb - b * fa) / (fb - fa);
    const x = secant > a && secant < b ? secant : (a + b) / 2;
    const fx = f(x);
    if (fx === 0 || Math.abs(x - last) <= resolution * Math.abs(x)) return x;
    if (fx < 0) {
      if (last === a) fb /= 2;
      [a, fa] = [x, fx];
    } else {
      if (last === b) fa /= 2;
      [b, fb] = [x, fx];
    }
    last = x;
  }
  return (a + b) / 2;
}
