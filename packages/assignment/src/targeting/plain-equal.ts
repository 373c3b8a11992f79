import type { PlainValue } from "./plain-value.ts";

/**
 * Whether two plain values are the same: same type, same content, records without regard to the
 * order of their keys. `"1"` is not `1`. None equals null, as everywhere in this language.
 */
export function plainEqual(a: PlainValue, b: PlainValue): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (left instanceof Map || right instanceof Map) {
    if (!(left instanceof Map && right instanceof Map) || left.size !== right.size) return false;
    for (const [key, value] of left) if (!right.has(key) || !plainEqual(value, right.get(key))) return false;
    return true;
  }
  const [one, other] = [left as readonly PlainValue[], right as readonly PlainValue[]];
  return one.length === other.length && one.every((value, index) => plainEqual(value, other[index]));
}
