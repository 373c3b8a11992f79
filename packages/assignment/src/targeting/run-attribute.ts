import type { ConditionRun } from "./condition-run.ts";
import type { PlainValue } from "./plain-value.ts";
import { readPath } from "./read-path.ts";
import { runCopy } from "./run-copy.ts";

/** The attribute at a path as plain data; one that has to be copied is copied once in a run, however often it is mentioned. */
export function runAttribute(attributes: unknown, path: string, run: ConditionRun): PlainValue {
  const known = run.copies?.get(path);
  if (known !== undefined) return known;
  const found = readPath(attributes, path);
  const copy = runCopy(found, run);
  if (typeof copy === "object" && copy !== null) {
    run.copies ??= new Map();
    run.copies.set(path, copy);
  }
  return copy;
}
