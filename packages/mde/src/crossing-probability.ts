/** One look at a walk: how far it has come since the look before, and where it counts as having crossed. */
export interface LookStep {
  readonly mean: number;
  /** Standard deviation of the move, positive. */
  readonly deviation: number;
  /** The walk has crossed when it lies farther than this from 0. */
  readonly limit: number;
}

/** Cells per standard deviation of the shortest step: the probability is then right to about 0.001. */
const LEAST_CELLS_PER_STEP = 4;

/** Shared by the looks when there are few, since each adds the error of two edges. */
const CELLS = 80;

/** Standard deviations of a step beyond which nothing moves. */
const REACH = 8;

/**
 * Chance that a walk with independent normal steps lies outside its limits at one of the looks.
 *
 * The density of the walks that have not crossed is carried from look to look on a lattice.
 *
 * Source: Armitage, McPherson and Rowe, "Repeated Significance Tests on Accumulating Data", 1969.
 */
export function crossingProbability(start: number, steps: readonly LookStep[]): number {
  const cell = Math.min(...steps.map(({ deviation }) => deviation)) / Math.max(LEAST_CELLS_PER_STEP, CELLS / steps.length);
  // The same number of cells on either side of 0, so that direction does not matter.
  const half = Math.ceil(Math.max(...steps.map(({ limit }) => limit)) / cell) + 1;
  const cells = 2 * half + 1;
  let inside = new Float64Array(0);
  let kernel: Kernel | undefined;
  steps.forEach((step, look) => {
    if (look === 0) {
      inside = Float64Array.from({ length: cells }, (_, index) => massAt((index - half) * cell - start, step, cell));
    } else {
      if (kernel?.mean !== step.mean || kernel.deviation !== step.deviation) kernel = kernelOf(step, cell);
      inside = moved(inside, kernel);
    }
    for (let index = 0; index < cells; index += 1) {
      const within = step.limit / cell - Math.abs(index - half) + 0.5;
      inside[index] = (inside[index] ?? 0) * Math.min(1, Math.max(0, within));
    }
  });
  return Math.min(1, Math.max(0, 1 - inside.reduce((sum, mass) => sum + mass, 0)));
}

/** Where a step takes the mass of a cell: `weights[0]` goes `first` cells on. */
interface Kernel {
  readonly mean: number;
  readonly deviation: number;
  readonly first: number;
  readonly weights: Float64Array<ArrayBuffer>;
}

function kernelOf(step: LookStep, cell: number): Kernel {
  const { mean, deviation } = step;
  const first = Math.floor((mean - REACH * deviation) / cell);
  const length = Math.ceil((mean + REACH * deviation) / cell) - first + 1;
  return { mean, deviation, first, weights: Float64Array.from({ length }, (_, index) => massAt((first + index) * cell, step, cell)) };
}

function massAt(distance: number, { mean, deviation }: LookStep, cell: number): number {
  return (Math.exp(-(((distance - mean) / deviation) ** 2) / 2) / Math.sqrt(2 * Math.PI)) * (cell / deviation);
}

function moved(mass: Float64Array<ArrayBuffer>, { first, weights }: Kernel): Float64Array<ArrayBuffer> {
  const next = new Float64Array(mass.length);
  for (const [index, own] of mass.entries()) {
    if (own < 1e-18) continue;
    const from = Math.max(0, index + first);
    const to = Math.min(mass.length, index + first + weights.length);
    for (let target = from; target < to; target += 1) next[target] = (next[target] ?? 0) + own * (weights[target - index - first] ?? 0);
  }
  return next;
}
