/** What decides the arms of an experiment rule, as written. */
export interface GrowthbookSplitInput {
  readonly arms: number;
  readonly weights?: unknown;
  readonly coverage?: unknown;
  readonly ranges?: unknown;
}

/** Shares of all units by arm; they sum to the coverage. */
export interface GrowthbookSplit {
  readonly shares: readonly number[];
  /** Weights as they can be written down: those of the payload where they mean the same. */
  readonly weights: readonly number[];
  readonly coverage: number;
  /** The written weights were not used: they sum to neither 1 nor nearly so, or their number is wrong. */
  readonly equalInstead: boolean;
}

const TOLERANCE = 0.01;

/**
 * The shares that a GrowthBook rule gives its arms, by its definition: arm after arm a range of
 * [0, 1) that begins where the weights before it end, and of which coverage keeps the first part.
 * Where ranges overlap, the first arm has the units; what no range covers is outside.
 *
 * @returns `undefined` when weights, coverage or ranges are not numbers.
 */
export function growthbookSplit({ arms, weights, coverage, ranges }: GrowthbookSplitInput): GrowthbookSplit | undefined {
  if (ranges !== undefined) {
    if (!isListOf(ranges, isPair)) return undefined;
    const shares = sharesOf(ranges.slice(0, arms), arms);
    return { shares, weights: shares, coverage: sum(shares), equalInstead: false };
  }
  if (coverage !== undefined && !isNumber(coverage)) return undefined;
  if (weights !== undefined && !isListOf(weights, isNumber)) return undefined;
  const covered = Math.min(1, Math.max(0, coverage ?? 1));
  const usable = weights?.length === arms && Math.abs(sum(weights) - 1) <= TOLERANCE + 1e-12;
  const used = usable ? weights : Array.from({ length: arms }, () => 1 / arms);
  let from = 0;
  const shares = sharesOf(used.map((weight): readonly [number, number] => {
    const start = from;
    from += weight;
    return [start, start + covered * weight];
  }), arms);
  const equalInstead = weights !== undefined && !usable;
  const exact = Math.abs(sum(used) - 1) < 1e-9 && used.every((weight) => weight >= 0);
  if (!exact) return { shares, weights: shares, coverage: sum(shares), equalInstead };
  return { shares, weights: usable ? weights : Array.from({ length: arms }, () => 1), coverage: covered, equalInstead };
}

function sharesOf(ranges: readonly (readonly [number, number])[], arms: number): readonly number[] {
  const ends = [...new Set([0, 1, ...ranges.flat().filter((end) => end > 0 && end < 1)])].sort((a, b) => a - b);
  const shares = Array.from({ length: arms }, () => 0);
  for (let index = 1; index < ends.length; index += 1) {
    const [from = 0, to = 0] = [ends[index - 1], ends[index]];
    const arm = ranges.findIndex(([start, end]) => start <= from && to <= end);
    if (arm !== -1) shares[arm] = (shares[arm] ?? 0) + (to - from);
  }
  return shares;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isPair(value: unknown): value is readonly [number, number] {
  return isListOf(value, isNumber) && value.length === 2;
}

function isListOf<T>(value: unknown, fits: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(fits);
}
