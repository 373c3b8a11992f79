import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../src/index.ts";

interface Vector {
  readonly state: readonly [number, number, number, number];
  readonly first: readonly number[];
  readonly skipped: number;
  readonly then: number;
}

const vector = JSON.parse(
  readFileSync(new URL("../vectors/xoshiro128starstar.json", import.meta.url), "utf8"),
) as Vector;

describe("random stream", () => {
  test("vector: draws what the authors' C program draws", () => {
    const random = randomStream(vector.state);
    expect(vector.first.map(() => random.uint32())).toEqual(vector.first);
    for (let at = 0; at < vector.skipped; at += 1) random.uint32();
    expect(random.uint32()).toBe(vector.then);
  });

  test("edge: a state of zeros is refused", () => {
    expect(() => randomStream([0, 0, 0, 0])).toThrow(/^state: expected four words/);
    expect(() => randomStream([0, 0, 0, 1])).not.toThrow();
  });

  test("law: uniform, normal and exponential variates have the moments of their laws", () => {
    const random = randomStream([5, 6, 7, 8]);
    const count = 200_000;
    const mean = (draw: () => number): number => {
      let total = 0;
      for (let at = 0; at < count; at += 1) total += draw();
      return total / count;
    };
    const tolerance = 5 / Math.sqrt(count);
    expect(Math.abs(mean(() => random.uniform()) - 0.5)).toBeLessThan(tolerance * Math.sqrt(1 / 12));
    expect(Math.abs(mean(() => random.normal()))).toBeLessThan(tolerance);
    expect(Math.abs(mean(() => random.normal() ** 2) - 1)).toBeLessThan(tolerance * Math.SQRT2);
    expect(Math.abs(mean(() => random.exponential(3)) - 3)).toBeLessThan(tolerance * 3);
    expect(Math.abs(mean(() => Number(random.chance(0.2))) - 0.2)).toBeLessThan(tolerance * 0.4);
    expect(Math.abs(mean(() => random.below(10)) - 4.5)).toBeLessThan(tolerance * 2.88);
  });
});
