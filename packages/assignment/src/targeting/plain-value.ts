/** An attribute reduced to data: no getters, no cycles, no prototypes. `undefined` is "none". */
export type PlainValue =
  | undefined
  | null
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | ReadonlyMap<string, PlainValue>;

/** How much one value may hold; what is copied is taken off. */
export interface CopyAllowance {
  left: number;
  /** The value was refused: too deep, too large, or a buffer. */
  refused: boolean;
}

const MAX_DEPTH = 8;
const MAX_VALUES = 10_000;

/** What one value may hold at most. */
export function copyAllowance(): CopyAllowance {
  return { left: MAX_VALUES, refused: false };
}

/**
 * A value from outside as plain data, or `undefined` for what targeting does not know: functions,
 * symbols, big integers, NaN, infinities, buffers, and anything deeper than 8 levels or larger than
 * 10,000 values, which is refused as a whole, before it is walked, so that a decision has a bounded cost.
 *
 * Attributes come from pages and requests; a getter that throws or a revoked proxy reads as none.
 *
 * @param allowance - Says afterwards what was copied, and whether the value was refused for its size.
 */
export function plainValue(value: unknown, allowance?: CopyAllowance): PlainValue {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object") return undefined;
  const own = allowance ?? copyAllowance();
  try {
    const copy = copied(value, 1, own);
    return own.refused ? undefined : copy;
  } catch {
    return undefined;
  }
}

function copied(value: unknown, depth: number, allowance: CopyAllowance): PlainValue {
  if (typeof value !== "object" || value === null) return plainValue(value);
  if (depth > MAX_DEPTH || allowance.refused || ArrayBuffer.isView(value)) return refuse(allowance);
  if (!Array.isArray(value)) return copiedRecord(value as Readonly<Record<string, unknown>>, depth, allowance);
  allowance.left -= value.length + 1;
  if (allowance.left < 0) return refuse(allowance);
  return Array.from(value as readonly unknown[], (element) => copied(element, depth + 1, allowance));
}

function copiedRecord(value: Readonly<Record<string, unknown>>, depth: number, allowance: CopyAllowance): PlainValue {
  const keys: string[] = [];
  allowance.left -= 1;
  // Engines list all keys of a record before they give the first, so its refusal costs that list, which is
  // half of what parsing it cost, and nothing of what stands in it. No language feature lists fewer.
  for (const key in value) {
    allowance.left -= 1;
    if (allowance.left < 0) return refuse(allowance);
    if (Object.hasOwn(value, key)) keys.push(key);
  }
  return new Map(keys.map((key) => [key, copied(value[key], depth + 1, allowance)]));
}

function refuse(allowance: CopyAllowance): undefined {
  allowance.refused = true;
  return undefined;
}
