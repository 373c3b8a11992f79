import { athenaLiteral } from "./athena-literal.ts";
import type { AthenaParameter } from "./athena-literal.ts";

/** The longest query text that Athena takes, in bytes of UTF-8. */
const longestBytes = 262_144;

/** A comment, a literal or a name in quotes: a question mark in there is text. */
const skipped = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\?/g;

/**
 * Puts typed literals in the place of the `?` of a statement, in one pass, so that no value is ever read as SQL.
 *
 * Athena's own ExecutionParameters are text that it splices in as it stands, and only into some kinds of statements; these go into all of them.
 *
 * @throws TypeError when there are not as many values as `?`.
 * @throws RangeError when the statement is longer than Athena takes, or as {@link athenaLiteral}.
 */
export function bindParameters(statement: string, parameters: readonly AthenaParameter[]): string {
  let used = 0;
  const bound = statement.replace(skipped, (piece) => {
    if (piece !== "?") return piece;
    const value = parameters[used];
    used += 1;
    return value === undefined ? "?" : athenaLiteral(value);
  });
  if (used !== parameters.length) throw new TypeError(`parameters: expected one for each of ${used} question marks, got ${parameters.length}`);
  const bytes = Buffer.byteLength(bound);
  if (bytes > longestBytes) throw new RangeError(`statement: expected at most ${longestBytes} bytes with its parameters, got ${bytes}; stage a part of it`);
  return bound;
}
