import { eliminationOrder } from "./elimination-order.ts";
import type { WalkSystem } from "./walk-system.ts";

/**
 * The values by elimination: states are taken out one by one, each handing its walks on to where they lead.
 *
 * Only sums, products and quotients of positive numbers occur, so nothing cancels and no precision is lost, however long
 * walks stay in loops.
 *
 * Source: Grassmann, Taksar and Heyman, "Regenerative Analysis and Steady State Distributions for Markov Chains", 1985.
 */
export function eliminatedValues(system: WalkSystem): Float64Array {
  const gains = Float64Array.from(system.gains);
  const exits = Float64Array.from(system.exits);
  const rows = rowsOf(system);
  const sources = sourcesOf(rows);
  const order = eliminationOrder(rows);
  const outs = new Map<number, number>();
  for (const state of order) {
    const row = rows.get(state) ?? new Map<number, number>();
    row.delete(state);
    let out = exits[state] ?? 0;
    for (const weight of row.values()) out += weight;
    outs.set(state, out);
    for (const target of row.keys()) sources.get(target)?.delete(state);
    for (const from of sources.get(state) ?? []) {
      const source = rows.get(from);
      const part = (source?.get(state) ?? 0) / out;
      source?.delete(state);
      gains[from] = (gains[from] ?? 0) + part * (gains[state] ?? 0);
      exits[from] = (exits[from] ?? 0) + part * (exits[state] ?? 0);
      for (const [target, weight] of row) {
        source?.set(target, (source.get(target) ?? 0) + part * weight);
        sources.get(target)?.add(from);
      }
    }
  }
  const values = new Float64Array(gains.length);
  for (const state of [...order].reverse()) {
    let sum = gains[state] ?? 0;
    for (const [target, weight] of rows.get(state) ?? []) sum += weight * (values[target] ?? 0);
    values[state] = sum / (outs.get(state) ?? 1);
  }
  return values;
}

type Rows = ReadonlyMap<number, Map<number, number>>;

function rowsOf({ chain, states }: WalkSystem): Rows {
  const { firstStep, targets, weights } = chain;
  const rows = new Map<number, Map<number, number>>();
  for (const state of states) rows.set(state, new Map());
  for (const [state, row] of rows) {
    for (let step = firstStep[state] ?? 0; step < (firstStep[state + 1] ?? 0); step++) {
      const target = targets[step] ?? 0;
      if (rows.has(target)) row.set(target, weights[step] ?? 0);
    }
  }
  return rows;
}

function sourcesOf(rows: Rows): ReadonlyMap<number, Set<number>> {
  const sources = new Map<number, Set<number>>();
  for (const state of rows.keys()) sources.set(state, new Set());
  for (const [state, row] of rows) for (const target of row.keys()) sources.get(target)?.add(state);
  return sources;
}
