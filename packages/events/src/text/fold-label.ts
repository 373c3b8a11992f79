/**
 * A label without outer ASCII whitespace and with ASCII capitals made small; null when nothing is left.
 *
 * Only ASCII: other case rules differ between engines and versions, and labels must compare equal everywhere.
 */
export function foldLabel(text: string): string | null {
  const trimmed = text.replace(/^[\t\n\v\f\r ]+/, "").replace(/[\t\n\v\f\r ]+$/, "");
  if (trimmed === "") return null;
  return foldCase(trimmed);
}

function foldCase(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 65 && unit <= 90) return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
  }
  return text;
}
