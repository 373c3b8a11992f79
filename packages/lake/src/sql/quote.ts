/**
 * A name as SQL, in double quotes, for DuckDB, Trino and Athena queries alike.
 *
 * @throws TypeError when the name is empty or holds U+0000, which no engine can quote.
 */
export function quoteIdentifier(name: string): string {
  if (name === "" || name.includes("\u0000")) {
    throw new TypeError(`name: expected a non-empty name without U+0000, got ${JSON.stringify(name)}`);
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table name in its schema, both quoted. */
export function quoteTable(schema: string, table: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
}

/**
 * A string as SQL text. Quotes are doubled; a backslash has no meaning in either engine.
 *
 * @throws TypeError when the text holds U+0000 or an unpaired surrogate: it has no UTF-8 form, so it would not be the same text at rest.
 */
export function textLiteral(text: string): string {
  if (text.includes("\u0000") || unpairedSurrogate.test(text)) {
    throw new TypeError("text: expected text without U+0000 and without unpaired surrogates, got some; drop it before it reaches SQL");
  }
  return `'${text.replaceAll("'", "''")}'`;
}

const unpairedSurrogate = /\p{Surrogate}/u;

/**
 * A whole number as SQL. Negative numbers are parenthesized, so that `1 -` before one never becomes a comment.
 *
 * @throws RangeError when a number is not a safe integer; pass a bigint for more.
 */
export function integerLiteral(value: number | bigint): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`value: expected a safe integer or a bigint, got ${value}`);
  }
  return value < 0 ? `(${value})` : `${value}`;
}

/** A value of unknown kind as SQL: null, truth value, whole number or text. */
export function sqlLiteral(value: string | number | bigint | boolean | null): string {
  if (value === null) return "NULL";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return typeof value === "string" ? textLiteral(value) : integerLiteral(value);
}

/**
 * An instant as SQL: a timestamp without zone, UTC by contract, that every engine reads as it plans, so that partitions are left out.
 *
 * @throws RangeError when the instant is no safe integer from 1970 on.
 */
export function timestampLiteral(us: number): string {
  if (!Number.isSafeInteger(us) || us < 0) throw new RangeError(`us: expected epoch microseconds from 1970 on, got ${us}`);
  const millis = Math.floor(us / 1000);
  return `TIMESTAMP '${new Date(millis).toISOString().slice(0, 23).replace("T", " ")}${String(us - millis * 1000).padStart(3, "0")}'`;
}
