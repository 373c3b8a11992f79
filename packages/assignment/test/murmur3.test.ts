import { readFileSync } from "node:fs";
import fc from "fast-check";
import oracle from "murmurhash3js-revisited";
import { describe, expect, test } from "vitest";
import { hashInput, murmur3, murmur3Utf8 } from "@liftproof/assignment";

interface Vectors {
  readonly kernel: readonly { readonly text: string; readonly hash: number }[];
  readonly hash: readonly {
    readonly purpose: "layer" | "coverage" | "assign";
    readonly salt: string;
    readonly unitId: string;
    readonly hash: number;
  }[];
}

const vectors = JSON.parse(readFileSync(new URL("../vectors/hash-v1.json", import.meta.url), "utf8")) as Vectors;
const library = (text: string): number => oracle.x86.hash32(new TextEncoder().encode(text)) as number;

describe("murmur3", () => {
  test("vector: the kernel gives the values of the Python reference and of murmurhash3js-revisited", () => {
    expect(vectors.kernel.length).toBeGreaterThan(30);
    for (const { text, hash } of vectors.kernel) {
      expect(murmur3Utf8(text), JSON.stringify(text)).toBe(hash);
      expect(library(text), JSON.stringify(text)).toBe(hash);
    }
  });

  test("vector: every purpose, salt and unit hashes to the published value", () => {
    expect(vectors.hash.length).toBeGreaterThan(100);
    for (const { purpose, salt, unitId, hash } of vectors.hash) {
      expect(murmur3(purpose, salt, unitId), `${purpose} ${salt} ${unitId}`).toBe(hash);
      expect(library(hashInput(purpose, salt, unitId))).toBe(hash);
    }
  });

  test("law: any text hashes like its UTF-8 bytes in murmurhash3js-revisited, lone surrogates included", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.string({ maxLength: 40 }),
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 24 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(murmur3Utf8(text)).toBe(library(text));
      }),
      { numRuns: 3000 },
    );
  });

  test("law: a hash is an unsigned 32-bit integer and purposes draw different numbers", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (salt, unitId) => {
        const points = (["layer", "coverage", "assign"] as const).map((purpose) => murmur3(purpose, salt, unitId));
        for (const point of points) expect(point >>> 0).toBe(point);
        expect(new Set(points).size).toBe(3);
      }),
      { seed: 1 },
    );
  });
});
