import type { Dialect } from "../dialects/dialect.ts";

const WORD = 4294967296;

/**
 * MurmurHash3 x86 32-bit with seed 0 over the UTF-8 bytes of a text, as an expression: a whole number in [0, 2^32).
 *
 * The same as `murmur3Utf8` of @liftproof/assignment. Products are taken in 16-bit halves and every sum is cut to 32 bits, so that nothing
 * reaches 2^53, let alone the end of a bigint. A text without a byte hashes to 0; NULL stays NULL.
 *
 * Source: Austin Appleby, MurmurHash3_x86_32, SMHasher, 2011 (public domain).
 */
export function murmur3Sql({ bytes: sql }: Dialect, text: string): string {
  const scrambled = times(sql.shiftRight, rotated(sql.shiftRight, times(sql.shiftRight, "word", 0xcc9e2d51), 15), 0x1b873593);
  const words = sql.each(sql.upTo(`(${sql.shiftRight(sql.byteCount("octets"), 2)} + 1)`), "place", sql.word("octets", "place"));
  const mixed = low32(`${rotated(sql.shiftRight, sql.xor("state", "word"), 13)} * 5 + ${0xe6546b64}`);
  const unfinished = sql.xor(sql.xor(sql.foldAllButLast("words", "word", mixed), sql.last("words")), sql.byteCount("octets"));
  const avalanche = (name: string, bits: number): string => sql.xor(name, sql.shiftRight(name, bits));
  const finished = sql.bind("h0", unfinished,
    sql.bind("h1", times(sql.shiftRight, avalanche("h0", 16), 0x85ebca6b),
      sql.bind("h2", times(sql.shiftRight, avalanche("h1", 13), 0xc2b2ae35), avalanche("h2", 16))));
  // The last word holds the bytes behind the last block; without any it is 0, which scrambles to 0 and leaves the hash alone.
  return sql.bind("octets", sql.utf8(text), sql.bind("words", sql.each(words, "word", scrambled), finished));
}

type ShiftRight = (value: string, bits: number) => string;

/** The lowest 32 bits of a product with a 32-bit constant: the upper half of the value contributes by its lowest 16 bits alone. */
function times(shiftRight: ShiftRight, value: string, factor: number): string {
  return low32(`mod(${value}, 65536) * ${factor} + mod(${shiftRight(value, 16)} * ${factor}, 65536) * 65536`);
}

function rotated(shiftRight: ShiftRight, value: string, bits: number): string {
  return `(${low32(`${value} * ${2 ** bits}`)} + ${shiftRight(value, 32 - bits)})`;
}

function low32(value: string): string {
  return `mod(${value}, ${WORD})`;
}
