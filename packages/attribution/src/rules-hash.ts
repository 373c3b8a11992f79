import { compareCodePoints } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";

/**
 * Sixteen hexadecimal digits that name a set of rules, the same for equal rules whatever the order of their keys.
 *
 * It tells rows made under different rules apart; it is no protection against an adversary.
 *
 * Source: FNV-1a with 64 bits, over the UTF-16 units (low byte first) of the JSON text with sorted keys.
 */
export function rulesHash(rules: AttributionRules): string {
  const text = canonicalJson(rules);
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit & 0xff)) * 0x100000001b3n);
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit >> 8)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => compareCodePoints(a, b));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
