import type { Rejection } from "../rejection.ts";
import { reject } from "./reject.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** The first flattened key that two values of the payload would share, as a rejection, or null. Asked only when a key has a dot of its own. */
export function collision(payload: JsonObject): Rejection | null {
  const path = repeatedPath(payload, "", new Set());
  if (path === null) return null;
  return reject(`payload.${path}`, { code: "key_collision", expected: "one value for each flattened key", got: "two" });
}

function repeatedPath(object: JsonObject, prefix: string, seen: Set<string>): string | null {
  for (const [key, value] of Object.entries(object)) {
    const path = prefix + key;
    if (value === null || value === undefined) continue;
    if (typeof value === "object" && !Array.isArray(value)) {
      const inner = repeatedPath(value as JsonObject, `${path}.`, seen);
      if (inner !== null) return inner;
    } else if (seen.has(path)) return path;
    else seen.add(path);
  }
  return null;
}
