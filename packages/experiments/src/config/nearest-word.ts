/**
 * The known word closest to a mistyped one, or `undefined` when none is close: at most two letters
 * added, dropped or changed, and fewer than half of the word.
 */
export function nearestWord(typed: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let least = Math.min(3, Math.max(1, Math.ceil(typed.length / 2)));
  for (const word of known) {
    const distance = editDistance(typed.toLowerCase(), word.toLowerCase());
    if (distance < least) [nearest, least] = [word, distance];
  }
  return nearest;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const changed = (previous[column - 1] ?? 0) + same;
      current.push(Math.min(changed, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
