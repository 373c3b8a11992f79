import type { PathTransform } from "./path-transform.ts";
import { pathTransforms } from "./path-transform.ts";

/** The transform asked for, `as-is` when none was. */
export function requireTransform(transform: PathTransform = "as-is"): PathTransform {
  if (!pathTransforms.includes(transform)) throw new RangeError(`transform: expected one of ${pathTransforms.join(", ")}, got ${String(transform)}`);
  return transform;
}
