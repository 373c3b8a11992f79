import type { WalkSystem } from "./walk-system.ts";

/** More sweeps than this mean walks so long that elimination is the better way. */
const maxSweeps = 1000;
/** A sweep that moves no value by more than this part of the greatest changes nothing that a double could hold. */
const stillness = 2 ** -53;

/**
 * The values by repeated substitution, there and back, or `null` when they do not come to rest soon.
 *
 * Values rise from zero and never overshoot. Coming to rest in few sweeps is itself the proof that walks are short, and so
 * that the little residual left stands for as little an error.
 *
 * Source: the symmetric Gauss-Seidel method on a substochastic matrix.
 */
export function relaxedValues({ chain, states, gains }: WalkSystem): Float64Array | null {
  const { firstStep, targets, weights, ends } = chain;
  const values = new Float64Array(firstStep.length - 1);
  const outs = new Float64Array(values.length);
  for (const state of states) {
    let out = ends[state] ?? 0;
    for (let step = firstStep[state] ?? 0; step < (firstStep[state + 1] ?? 0); step++) out += weights[step] ?? 0;
    outs[state] = out;
  }
  const there = states;
  const back = Int32Array.from(states).reverse();
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    const order = sweep % 2 === 0 ? back : there;
    let moved = 0;
    let greatest = 0;
    for (let at = 0; at < order.length; at++) {
      const state = order[at] as number;
      let sum = gains[state] as number;
      const end = firstStep[state + 1] as number;
      for (let step = firstStep[state] as number; step < end; step++) sum += (weights[step] as number) * (values[targets[step] as number] as number);
      const value = sum / (outs[state] as number);
      const change = Math.abs(value - (values[state] as number));
      if (change > moved) moved = change;
      if (value > greatest) greatest = value;
      values[state] = value;
    }
    if (moved <= stillness * greatest) return values;
  }
  return null;
}
