import { eliminatedValues } from "./eliminated-values.ts";
import { relaxedValues } from "./relaxed-values.ts";
import type { WalkSystem } from "./walk-system.ts";

/** A solved system. */
export interface WalkValues {
  /** By state; zero where there was none to find. */
  readonly values: Float64Array;
  /** Greatest difference between a value and what its equation makes of the others. */
  readonly residual: number;
}

/** Up to so many states, elimination is as quick as anything. */
const fewStates = 16;

/** The values of a system: to the last bits for walks of a few steps, to 13 digits for walks of hundreds, and by elimination for longer ones. */
export function walkValues(system: WalkSystem): WalkValues {
  const values = (system.states.length <= fewStates ? null : relaxedValues(system)) ?? eliminatedValues(system);
  return { values, residual: residualOf(system, values) };
}

function residualOf({ chain, states, gains }: WalkSystem, values: Float64Array): number {
  const { firstStep, targets, weights, stays, ends } = chain;
  let residual = 0;
  for (const state of states) {
    const value = values[state] ?? 0;
    const stay = stays[state] ?? 0;
    let sum = (gains[state] ?? 0) + stay * value;
    let out = (ends[state] ?? 0) + stay;
    for (let step = firstStep[state] ?? 0; step < (firstStep[state + 1] ?? 0); step++) {
      sum += (weights[step] ?? 0) * (values[targets[step] ?? 0] ?? 0);
      out += weights[step] ?? 0;
    }
    residual = Math.max(residual, Math.abs(value - sum / out));
  }
  return residual;
}
