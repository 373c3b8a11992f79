import type { JointMoments } from "../../src/index.ts";
import { jointMomentsOf } from "../../src/index.ts";
import { readVectors, relativeError } from "./reference.ts";

type Column = "x" | "y" | "s" | "den" | "num";

const vectors = readVectors("means.json") as {
  readonly control: Record<Column, number[]>;
  readonly treatment: Record<Column, number[]>;
  readonly cases: Record<string, Record<string, number | number[]>>;
};

/** Rows of an arm of means.json with the columns asked for. */
export function rowsOf(arm: "control" | "treatment", columns: readonly Column[]): number[][] {
  return vectors[arm].x.map((_, unit) => columns.map((column) => vectors[arm][column][unit]!));
}

/** Joint moments of both arms. */
export function armsOf(...columns: readonly Column[]): [JointMoments, JointMoments] {
  return [jointMomentsOf(rowsOf("control", columns)), jointMomentsOf(rowsOf("treatment", columns))];
}

/** What about a case of means.json differs from these numbers by more than a relative 1e-10. */
export function differing(id: string, actual: Readonly<Record<string, number | readonly number[]>>): string[] {
  const expected = vectors.cases[id];
  if (expected === undefined) throw new Error(`id: expected a case in means.json, got ${id}`);
  return Object.entries(actual).flatMap(([name, value]) => {
    const [got, wanted] = [[value].flat(), [expected[name] ?? []].flat()];
    const fits = got.length === wanted.length && got.every((each, i) => relativeError(each, wanted[i]!) < 1e-10);
    return fits ? [] : [`${name}: expected ${wanted.join(", ")}, got ${got.join(", ")}`];
  });
}
