import type { AbsorbingChain } from "./chain-ends.ts";
import { chainEnds } from "./chain-ends.ts";

/** The solved chain. */
export interface Absorption {
  /** Probability of success from the start. */
  readonly probability: number;
  /** Greatest violation of `h = Q h + r` over all states: how far the solution is from exact. */
  readonly residual: number;
}

/** How {@link absorption} goes about a chain. */
export interface AbsorptionOptions {
  /** States in the order in which they are eliminated; see {@link eliminationOrder}. */
  readonly order: readonly number[];
  /** States that count as failure. */
  readonly removed: (state: number) => boolean;
}

/**
 * Probability of success of an absorbing chain, solved exactly.
 *
 * States are eliminated one by one, each handing its traffic on to where it leads. Only sums, products and quotients of
 * positive numbers occur, so nothing cancels and no precision is lost, however long walks stay in loops.
 *
 * Source: Grassmann, Taksar and Heyman, "Regenerative Analysis and Steady State Distributions for Markov Chains", 1985.
 */
export function absorption({ states }: AbsorbingChain, { order, removed }: AbsorptionOptions): Absorption {
  const original = states.map((row) => withoutRemoved(row, removed));
  const rows = original.map((row) => new Map(row));
  const incoming = incomingOf(rows);
  for (const state of order) {
    if (!removed(state)) eliminate(state, rows, incoming);
  }
  const values = new Float64Array(states.length);
  const valueOf = (target: number): number => (target === chainEnds.success ? 1 : (values[target] ?? 0));
  for (const state of [...order, 0].reverse()) {
    if (!removed(state)) values[state] = meanOver(rows[state], state, valueOf);
  }
  let residual = 0;
  for (const [state, row] of original.entries()) {
    if (!removed(state)) residual = Math.max(residual, Math.abs(valueOf(state) - plainMean(row, valueOf)));
  }
  return { probability: values[0] ?? 0, residual };
}

function withoutRemoved(row: ReadonlyMap<number, number>, removed: (state: number) => boolean): ReadonlyMap<number, number> {
  const kept = new Map<number, number>();
  for (const [target, weight] of row) {
    const end = target >= 0 && removed(target) ? chainEnds.failure : target;
    kept.set(end, (kept.get(end) ?? 0) + weight);
  }
  return kept;
}

function incomingOf(rows: readonly ReadonlyMap<number, number>[]): readonly Set<number>[] {
  const incoming = rows.map(() => new Set<number>());
  for (const [state, row] of rows.entries()) {
    for (const target of row.keys()) if (target !== state) incoming[target]?.add(state);
  }
  return incoming;
}

/** Reroutes what enters a state to where the state leads. Its own row is kept for the way back. */
function eliminate(state: number, rows: readonly Map<number, number>[], incoming: readonly Set<number>[]): void {
  const row = rows[state] ?? new Map<number, number>();
  row.delete(state);
  let total = 0;
  for (const weight of row.values()) total += weight;
  for (const target of row.keys()) incoming[target]?.delete(state);
  for (const from of incoming[state] ?? []) {
    const source = rows[from];
    const entering = source?.get(state) ?? 0;
    source?.delete(state);
    for (const [target, weight] of row) {
      source?.set(target, (source.get(target) ?? 0) + entering * (weight / total));
      if (target !== from) incoming[target]?.add(from);
    }
  }
}

function meanOver(row: ReadonlyMap<number, number> | undefined, self: number, valueOf: (target: number) => number): number {
  let total = 0;
  let sum = 0;
  for (const [target, weight] of row ?? []) {
    if (target === self) continue;
    total += weight;
    sum += weight * valueOf(target);
  }
  return total === 0 ? 0 : sum / total;
}

function plainMean(row: ReadonlyMap<number, number>, valueOf: (target: number) => number): number {
  let total = 0;
  let sum = 0;
  for (const [target, weight] of row) {
    total += weight;
    sum += weight * valueOf(target);
  }
  return total === 0 ? 0 : sum / total;
}
