/**
 * Where engines disagree on bytes, bits and lists: what a hash is written with. Arguments and results are SQL expressions, names
 * of bound values are plain words of the template.
 */
export interface ByteDialect {
  /** Exclusive or of two whole numbers of at most 32 bits. */
  readonly xor: (left: string, right: string) => string;
  /** A whole number of at most 32 bits without its lowest bits. */
  readonly shiftRight: (value: string, bits: number) => string;
  /** The UTF-8 bytes of a text, in the form that the next two read. */
  readonly utf8: (text: string) => string;
  /** How many bytes there are. */
  readonly byteCount: (bytes: string) => string;
  /** Four bytes from position 4 * index on as a number, the first byte lowest; bytes that are not there count as 0. */
  readonly word: (bytes: string, index: string) => string;
  /** The list 0, 1, ..., count - 1. */
  readonly upTo: (count: string) => string;
  /** A value computed once and named within `body`. */
  bind(name: string, value: string, body: string): string;
  /** The list of `body` for each element. */
  each(list: string, name: string, body: string): string;
  /** From `state` = 0, the `body` of state and `name` for every element but the last. */
  foldAllButLast(list: string, name: string, body: string): string;
  /** The last element of a list. */
  readonly last: (list: string) => string;
}
