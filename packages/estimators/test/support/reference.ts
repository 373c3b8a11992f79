import { readFileSync } from "node:fs";

/** Parsed JSON: each test knows the shape of the vectors it reads. */
export type Json = ReturnType<typeof JSON.parse>;

/** One vector of test/vectors/reference.json. */
interface ReferenceVector {
  readonly id: string;
  readonly about: string;
  readonly given: Json;
  readonly gives: Readonly<Record<string, Json>>;
  /** Relative; absolute where the value is 0. */
  readonly tolerance: number;
  readonly command: string;
}

export const referenceVectors: readonly ReferenceVector[] = (readVectors("reference.json") as { readonly vectors: readonly ReferenceVector[] }).vectors;

export function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), "utf8"));
}

/** Distance relative to the expected value; absolute where that is 0. */
export function relativeError(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
}
