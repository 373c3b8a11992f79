import { visibleCell } from "./visible-text.ts";

/**
 * Rows as aligned columns. A column whose cells (below the head) all look like numbers is aligned right.
 *
 * @param rows - The head first. Short rows are filled with nothing.
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(visibleCell));
  const width = greatest(rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => cells.map((row) => row[column] ?? ""));
  const layout = columns.map((column) => ({
    width: greatest(column.map(displayWidth)),
    right: column.slice(1).every((cell) => cell === "" || /^[-+]?[\d.,]/u.test(cell)),
  }));
  return cells
    .map((row) =>
      layout
        .map(({ width: wide, right }, column) => {
          const cell = row[column] ?? "";
          const gap = " ".repeat(wide - displayWidth(cell));
          return right ? gap + cell : cell + gap;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A loop and no spread: a list of ids makes a table of more rows than a call takes arguments. */
function greatest(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

/** Code points rather than UTF-16 units: near enough for a terminal. */
function displayWidth(text: string): number {
  return Array.from(text).length;
}
