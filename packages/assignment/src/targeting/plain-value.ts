/** An attribute reduced to data: no getters, no cycles, no prototypes. `undefined` is "none". */
export type PlainValue =
  | undefined
  | null
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | ReadonlyMap<string, PlainValue>;

const MAX_DEPTH = 8;
const MAX_VALUES = 10_000;

/**
 * A value from outside as plain data, or `undefined` for what targeting does not know: functions,
 * symbols, big integers, NaN, infinities, and anything deeper than 8 levels or larger than 10,000
 * values, which is refused as a whole so that a decision has a bounded cost.
 *
 * Attributes come from pages and requests; a getter that throws or a revoked proxy reads as none.
 */
export function plainValue(value: unknown): PlainValue {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object") return undefined;
  try {
    return copied(value, { depth: 0, left: MAX_VALUES });
  } catch {
    return undefined;
  }
}

interface Allowance {
  readonly depth: number;
  left: number;
}

function copied(value: unknown, allowance: Allowance): PlainValue {
  if (typeof value !== "object" || value === null) return plainValue(value);
  const inner = { depth: allowance.depth + 1, left: allowance.left };
  const entries: [string, PlainValue][] = [];
  const keys = Object.keys(value);
  inner.left -= keys.length + 1;
  if (inner.depth > MAX_DEPTH || inner.left < 0) throw new RangeError("attribute: too large");
  for (const key of keys) entries.push([key, copied((value as Record<string, unknown>)[key], inner)]);
  allowance.left = inner.left;
  return Array.isArray(value) ? entries.map(([, element]) => element) : new Map(entries);
}
