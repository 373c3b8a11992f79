import { textLiteral } from "@liftproof/lake";

export { integerLiteral, quoteIdentifier, quoteTable, sqlLiteral, textLiteral } from "@liftproof/lake";

/**
 * A file path as SQL text for DuckDB's readers, meaning that one file.
 *
 * DuckDB reads `*`, `?` and `[` in a path as a pattern: asked for `x[1].csv` it opens `x1.csv` without a word.
 * Each is put in brackets of its own, which match only themselves.
 */
export function pathLiteral(path: string): string {
  return textLiteral(path.replaceAll(/[*?[\]]/g, (sign) => `[${sign}]`));
}

/** Several paths as a SQL list for DuckDB's readers, in the order given. */
export function pathListLiteral(paths: readonly string[]): string {
  return `[${paths.map(pathLiteral).join(", ")}]`;
}
