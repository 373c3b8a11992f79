import type { ByteDialect } from "./byte-dialect.ts";

/** Bytes in DuckDB are their hex digits: a blob has no access to a single byte. Measured on 1.5.6. */
export const duckdbBytes: ByteDialect = {
  xor: (left, right) => `xor(${left}, ${right})`,
  shiftRight: (value, bits) => `(${value} >> ${bits})`,
  utf8: (text) => `hex(encode(${text}))`,
  byteCount: (bytes) => `(strlen(${bytes}) // 2)`,
  word: (bytes, index) => `CAST('0x0' || ${[7, 5, 3, 1].map((at) => `substr(${bytes}, 8 * ${index} + ${at}, 2)`).join(" || ")} AS BIGINT)`,
  upTo: (count) => `range(${count})`,
  bind: (name, value, body) => `list_transform([${value}], lambda ${name}: ${body})[1]`,
  each: (list, name, body) => `list_transform(${list}, lambda ${name}: ${body})`,
  foldAllButLast: (list, name, body) => `list_reduce(${list}[1:len(${list}) - 1], lambda state, ${name}: ${body}, CAST(0 AS BIGINT))`,
  last: (list) => `${list}[len(${list})]`,
};
