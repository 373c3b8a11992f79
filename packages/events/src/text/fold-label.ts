/**
 * A label without outer ASCII whitespace and with ASCII capitals made small; null when nothing is left.
 *
 * Only ASCII: other case rules differ between engines and versions, and labels must compare equal everywhere.
 */
export function foldLabel(text: string): string | null {
  let from = 0;
  let to = text.length;
  // Loops, because a pattern for trailing space takes quadratic time on a long run of spaces inside.
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  if (from === to) return null;
  const trimmed = text.slice(from, to);
  return foldCase(trimmed);
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

function foldCase(text: string): string {
  let capitals = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Beyond ASCII the platform would fold more than we want.
    if (unit > 127) return text.replace(/[A-Z]+/g, (found) => found.toLowerCase());
    if (unit >= 65 && unit <= 90) capitals = true;
  }
  return capitals ? text.toLowerCase() : text;
}
