import { plainEqual } from "./plain-equal.ts";
import { plainValue } from "./plain-value.ts";
import type { PlainValue } from "./plain-value.ts";

/** Whether an attribute is the value written in a condition. None is the same as null. */
export function sameValue(actual: PlainValue, written: unknown): boolean {
  if (typeof written !== "object" || written === null) return (actual ?? null) === written;
  const plain = plainValue(written);
  return plain !== undefined && plainEqual(actual, plain);
}
