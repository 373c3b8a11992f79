/**
 * What stands at a path of dot-separated own keys, as it came; `undefined` when there is nothing.
 *
 * Only own keys count, so `constructor` is not an attribute of everybody. An attribute that cannot
 * be read, because a getter throws or a proxy is revoked, is none.
 */
export function readPath(attributes: unknown, path: string): unknown {
  let current: unknown = attributes;
  try {
    // Most paths are one key, and splitting costs more than looking it up.
    for (const key of path.includes(".") ? path.split(".") : [path]) {
      if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
      current = (current as Record<string, unknown>)[key];
    }
  } catch {
    return undefined;
  }
  return current;
}
