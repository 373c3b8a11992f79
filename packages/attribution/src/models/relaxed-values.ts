import type { WalkSystem } from "./walk-system.ts";

/** More rounds than this, or a slower rest than that, mean walks so long that elimination is the better way. */
const maxRounds = 500;
const slowestRest = 0.998;
/** A round that moves no value by more than this part of the greatest changes nothing that a double could hold. */
const stillness = 2 ** -53;
/** Rounds between two looks ahead, so that the slowest part stands out from the rest. */
const roundsPerLook = 6;

/**
 * The values by repeated substitution, there and back, or `null` when they do not come to rest soon.
 *
 * What is still missing shrinks by one factor per round once all but its slowest part is gone. That factor says how much is to
 * come, so it is added at once; and coming to rest at such a factor is itself the proof that walks are short, and so that the
 * little residual left stands for as little an error.
 *
 * Source: the symmetric Gauss-Seidel method on a substochastic matrix, with Aitken's extrapolation.
 */
export function relaxedValues(system: WalkSystem): Float64Array | null {
  const { states } = system;
  const values = new Float64Array(system.gains.length);
  const before = new Float64Array(values.length);
  const relax = relaxation(system, values);
  let lastStep = 0;
  let lastFactor = 1;
  for (let round = 1; round <= maxRounds; round++) {
    before.set(values);
    if (relax() <= stillness) return values;
    const step = distance(values, before, states);
    const factor = lastStep === 0 ? 1 : step / lastStep;
    const isSteady = Math.abs(factor - lastFactor) < (1 - factor) / 8;
    lastStep = step;
    lastFactor = factor;
    if (round % roundsPerLook !== 0 || !isSteady) continue;
    if (factor > slowestRest) return null;
    const ahead = factor / (1 - factor);
    for (let at = 0; at < states.length; at++) {
      const state = states[at] as number;
      values[state] = Math.max(0, (values[state] as number) + ahead * ((values[state] as number) - (before[state] as number)));
    }
    lastStep = 0;
  }
  return null;
}

/** One round over all states, back and there; tells by which part of the greatest value its second half moved any. */
function relaxation({ chain, states, gains }: WalkSystem, values: Float64Array): () => number {
  const { firstStep, targets, weights, ends } = chain;
  const outs = new Float64Array(values.length);
  for (const state of states) {
    let out = ends[state] ?? 0;
    for (let step = firstStep[state] ?? 0; step < (firstStep[state + 1] ?? 0); step++) out += weights[step] ?? 0;
    outs[state] = out;
  }
  const sweep = (order: Int32Array): number => {
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
    return moved === 0 ? 0 : moved / greatest;
  };
  const back = Int32Array.from(states).reverse();
  return () => {
    sweep(back);
    return sweep(states);
  };
}

function distance(values: Float64Array, before: Float64Array, states: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < states.length; at++) {
    const state = states[at] as number;
    sum += Math.abs((values[state] as number) - (before[state] as number));
  }
  return sum;
}
