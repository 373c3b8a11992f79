import type { AttributionRules } from "./attribution-rules.ts";
import { canonicalJson } from "./canonical-json.ts";

/**
 * Sixteen hexadecimal digits that name a set of rules, the same for equal rules whatever the order of their keys.
 *
 * It tells rows made under different rules apart; it is no protection against an adversary.
 *
 * Source: FNV-1a with 64 bits, over the UTF-16 units (low byte first) of the JSON text with sorted keys.
 */
export function rulesHash(rules: AttributionRules): string {
  let hash = hashes.get(rules);
  if (hash === undefined) {
    hash = fnv1a64(canonicalJson(rules));
    hashes.set(rules, hash);
  }
  return hash;
}

/** A service names the same rules for every order; the text is long and the answer short. */
const hashes = new WeakMap<AttributionRules, string>();

function fnv1a64(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const take = (byte: number): void => {
    // The prime is 2^40 + 0x1b3, and no product of the halves leaves the safe integers.
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + mixed * 256) % 2 ** 32;
    low = product % 2 ** 32;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    take(unit & 0xff);
    take(unit >> 8);
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
