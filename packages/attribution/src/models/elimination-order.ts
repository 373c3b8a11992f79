/**
 * All states, those with the fewest neighbors first.
 *
 * Taking out a state joins everything before it to everything after it; starting with the lonely ones keeps a chain of
 * thousands of states sparse. The order changes the work, never the answer.
 *
 * @param rows - The states, each with those that a step leads to.
 */
export function eliminationOrder(rows: ReadonlyMap<number, ReadonlyMap<number, number>>): readonly number[] {
  const before = new Map<number, Set<number>>();
  const after = new Map<number, Set<number>>();
  for (const [state, row] of rows) {
    before.set(state, new Set());
    after.set(state, new Set([...row.keys()].filter((target) => target !== state)));
  }
  for (const [state, targets] of after) for (const target of targets) before.get(target)?.add(state);
  const neighbors: Neighbors = { before, after };
  const left = new Set(rows.keys());
  const order: number[] = [];
  while (left.size > 0) {
    const state = loneliest(left, neighbors);
    left.delete(state);
    order.push(state);
    takeOut(state, neighbors);
  }
  return order;
}

interface Neighbors {
  readonly before: ReadonlyMap<number, Set<number>>;
  readonly after: ReadonlyMap<number, Set<number>>;
}

function takeOut(state: number, { before, after }: Neighbors): void {
  const sources = before.get(state) ?? new Set<number>();
  const targets = after.get(state) ?? new Set<number>();
  for (const source of sources) {
    after.get(source)?.delete(state);
    for (const target of targets) if (source !== target) after.get(source)?.add(target);
  }
  for (const target of targets) {
    before.get(target)?.delete(state);
    for (const source of sources) if (source !== target) before.get(target)?.add(source);
  }
}

function loneliest(left: ReadonlySet<number>, { before, after }: Neighbors): number {
  let best = -1;
  let bestCost = Infinity;
  for (const state of left) {
    const cost = (before.get(state)?.size ?? 0) * (after.get(state)?.size ?? 0);
    if (cost < bestCost) {
      best = state;
      bestCost = cost;
      if (cost === 0) break;
    }
  }
  return best;
}
