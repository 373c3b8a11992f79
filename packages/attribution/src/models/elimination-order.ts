import type { AbsorbingChain } from "./chain-ends.ts";

/**
 * All states but the start, those with the fewest neighbors first.
 *
 * Taking out a state joins everything before it to everything after it; starting with the lonely ones keeps a chain of
 * thousands of states sparse. The order changes the work, never the answer.
 */
export function eliminationOrder({ states }: AbsorbingChain): readonly number[] {
  const before = states.map(() => new Set<number>());
  const after = states.map((row, state) => new Set([...row.keys()].filter((target) => target >= 0 && target !== state)));
  for (const [state, targets] of after.entries()) for (const target of targets) before[target]?.add(state);
  const left = new Set(states.keys());
  left.delete(0);
  const order: number[] = [];
  while (left.size > 0) {
    const state = loneliest(left, before, after);
    left.delete(state);
    order.push(state);
    takeOut(state, before, after);
  }
  return order;
}

function takeOut(state: number, before: readonly Set<number>[], after: readonly Set<number>[]): void {
  const sources = before[state] ?? new Set<number>();
  const targets = after[state] ?? new Set<number>();
  for (const source of sources) {
    after[source]?.delete(state);
    for (const target of targets) if (source !== target) after[source]?.add(target);
  }
  for (const target of targets) {
    before[target]?.delete(state);
    for (const source of sources) if (source !== target) before[target]?.add(source);
  }
}

function loneliest(left: ReadonlySet<number>, before: readonly Set<number>[], after: readonly Set<number>[]): number {
  let best = -1;
  let bestCost = Infinity;
  for (const state of left) {
    const cost = (before[state]?.size ?? 0) * (after[state]?.size ?? 0);
    if (cost < bestCost) {
      best = state;
      bestCost = cost;
      if (cost === 0) break;
    }
  }
  return best;
}
