/** Points of [-1, 1] and what each counts. */
export interface Quadrature {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The rule of `count` points that integrates polynomials of degree 2 count - 1 exactly.
 *
 * Source: Gauss, "Methodus nova integralium valores per approximationem inveniendi", 1814; nodes by Newton
 * steps on Legendre's recurrence.
 */
export function gaussLegendre(count: number): Quadrature {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < count; i += 1) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let step = 1; Math.abs(step) > 1e-15; x -= step) {
      let [value, before] = [1, 0];
      for (let k = 0; k < count; k += 1) {
        [value, before] = [((2 * k + 1) * x * value - k * before) / (k + 1), value];
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      step = value / slope;
    }
    nodes.push(x);
    weights.push(2 / ((1 - x * x) * slope * slope));
  }
  return { nodes, weights };
}
