import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomSource } from "../../src/index.ts";
import type { RandomStream } from "../../src/index.ts";

const seeds = fc.maxSafeInteger();
const names = fc.string({ maxLength: 12 });
const indexes = fc.nat({ max: 4_000_000_000 });

describe("random source", () => {
  test("law: the same seed, name and indexes give the same stream", () => {
    fc.assert(
      fc.property(seeds, names, indexes, indexes, (seed, name, first, second) => {
        expect(head(randomSource(seed)(name)(first, second))).toEqual(head(randomSource(seed)(name)(first, second)));
      }),
    );
  });

  test("law: another seed, name or index gives another stream", () => {
    fc.assert(
      fc.property(seeds, names, indexes, indexes, (seed, name, first, second) => {
        const here = head(randomSource(seed)(name)(first, second));
        const otherSeed = seed === Number.MAX_SAFE_INTEGER ? seed - 1 : seed + 1;
        for (const other of [
          randomSource(otherSeed)(name)(first, second),
          randomSource(seed)(`${name}x`)(first, second),
          randomSource(seed)(name)(first + 1, second),
          randomSource(seed)(name)(first, second + 1),
        ]) {
          expect(head(other)).not.toEqual(here);
        }
      }),
    );
  });

  test("law: first draws of neighboring streams are spread like draws of one", () => {
    const family = randomSource(7)("traffic");
    const buckets = Array.from({ length: 64 }, () => 0);
    const streams = 64_000;
    for (let at = 0; at < streams; at += 1) {
      const bucket = Math.floor(family(at, 3).uniform() * 64);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    const chiSquare = buckets.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 63 degrees of freedom: the mean is 63, the standard deviation 11.2.
    expect(chiSquare).toBeGreaterThan(63 - 4 * 11.2);
    expect(chiSquare).toBeLessThan(63 + 4 * 11.2);
  });

  test("edge: a seed that is no safe integer is refused", () => {
    for (const seed of [0.5, 2 ** 53, Number.NaN]) expect(() => randomSource(seed)).toThrow(/^seed: expected/);
  });
});

function head(random: RandomStream): readonly number[] {
  return [random.uint32(), random.uint32(), random.uint32()];
}
