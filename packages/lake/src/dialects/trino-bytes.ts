import type { ByteDialect } from "./byte-dialect.ts";

/** Bytes, bits and lists in Trino 435 and Athena engine version 3, written from their documentation. A bigint that overflows raises an error there. */
export const trinoBytes: ByteDialect = {
  xor: (left, right) => `bitwise_xor(${left}, ${right})`,
  shiftRight: (value, bits) => `bitwise_right_shift(${value}, ${bits})`,
  utf8: (text) => `to_utf8(${text})`,
  byteCount: (bytes) => `length(${bytes})`,
  word: (bytes, index) => `bitwise_and(CAST(from_big_endian_32(reverse(rpad(substr(${bytes}, 4 * ${index} + 1, 4), 4, X'00'))) AS bigint), 4294967295)`,
  // A sequence from 0 to -1 counts down, so one element too many is made and left off.
  upTo: (count) => `slice(sequence(BIGINT '0', ${count}), 1, ${count})`,
  bind: (name, value, body) => `element_at(transform(ARRAY[${value}], ${name} -> ${body}), 1)`,
  each: (list, name, body) => `transform(${list}, ${name} -> ${body})`,
  foldAllButLast: (list, name, body) => `reduce(slice(${list}, 1, cardinality(${list}) - 1), BIGINT '0', (state, ${name}) -> ${body}, state -> state)`,
  last: (list) => `element_at(${list}, -1)`,
};
