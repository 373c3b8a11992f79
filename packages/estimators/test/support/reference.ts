import { readFileSync } from "node:fs";

/** Parsed JSON: each test knows the shape of the cases it reads. */
export type Json = ReturnType<typeof JSON.parse>;

/** One case of test/vectors/reference.json. */
export interface ReferenceCase {
  readonly id: string;
  readonly group: string;
  readonly input: Json;
  readonly expected: Json;
  readonly tolRel: number;
}

const reference = readVectors("reference.json") as {
  readonly datasets: { readonly D1: Record<"control" | "treatment", Record<string, number[]>> };
  readonly cases: readonly ReferenceCase[];
};

export const D1 = reference.datasets.D1;

export function referenceCases(group: string): readonly ReferenceCase[] {
  const cases = reference.cases.filter((each) => each.group === group);
  if (cases.length === 0) throw new Error(`group: expected cases in reference.json, got none for ${group}`);
  return cases;
}

export function referenceCase(id: string): ReferenceCase {
  const found = reference.cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`id: expected a case in reference.json, got ${id}`);
  return found;
}

export function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), "utf8"));
}

/** Distance relative to the expected value; absolute where that is 0. */
export function relativeError(actual: number, expected: number): number {
  if (actual === expected) return 0;
  return expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
}
