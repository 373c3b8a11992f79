import type { Mismatch } from "./reject.ts";
import { acceptLimits } from "./accept-limits.ts";
import type { FlatMap } from "./flat-map.ts";

const tooMany: Mismatch = { code: "too_many_keys", expected: `at most ${acceptLimits.keys} keys`, got: "more" };
const forbidden: Mismatch = { code: "forbidden_key", expected: "any other key than __proto__", got: "it" };

/** Counts one key and says what is wrong with it: there are too many, or it could reach a prototype. */
export function keyFault(flat: FlatMap, key: string): Mismatch | null {
  flat.keys += 1;
  if (flat.keys > acceptLimits.keys) return tooMany;
  if (key === "__proto__") return forbidden;
  if (key.includes(".")) flat.dotted = true;
  return null;
}
