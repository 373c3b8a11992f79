/**
 * The name a person most likely meant, or `undefined` when none is near.
 *
 * Near means: equal but for case and punctuation, or at most a third of the letters apart
 * (insertions, deletions, replacements and swaps of neighbors count one each), and not every letter is another.
 */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewestEdits = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const edits = plain(name) === plain(wanted) ? 0 : editDistance(wanted.toLowerCase(), name.toLowerCase());
    if (edits < fewestEdits && edits < Math.max(wanted.length, name.length)) {
      nearest = name;
      fewestEdits = edits;
    }
  }
  return nearest;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= to.length; column++) {
      const replaced = at(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let edits = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced);
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) edits = Math.min(edits, at(row - 2, column - 2) + 1);
      current.push(edits);
    }
  }
  return at(from.length, to.length);
}
