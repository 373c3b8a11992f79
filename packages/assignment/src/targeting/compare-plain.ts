import { compareCodePoints } from "./compare-code-points.ts";
import type { PlainValue } from "./plain-value.ts";

const decimal = /^-?[0-9]{1,20}(\.[0-9]{1,20})?$/;

/**
 * Order of two plain values, or `undefined` when they have none.
 *
 * Numbers by size, texts by code point. A number against a text that spells a decimal number
 * compares as numbers, because attributes from a URL arrive as text. Everything else, a missing
 * attribute first of all, has no order, so every inequality with it is false.
 */
export function comparePlain(a: PlainValue, b: PlainValue): number | undefined {
  if (typeof a === "string" && typeof b === "string") return compareCodePoints(a, b);
  const left = asNumber(a);
  const right = asNumber(b);
  return left === undefined || right === undefined ? undefined : left - right;
}

function asNumber(value: PlainValue): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && decimal.test(value) ? Number(value) : undefined;
}
