/**
 * The elements of a JSON array, each as it is written: parsing and writing them anew would lose what parsing rounds.
 * Whether an element is JSON is not asked here.
 *
 * @returns null for text that does not go from one bracket to the one that closes it; more than `maxElements` are not
 * looked for.
 */
export function arrayElements(text: string, maxElements: number): readonly string[] | null {
  const elements: string[] = [];
  const mark = /["[\]{},]/g;
  let depth = 0;
  let from = 0;
  for (let found = mark.exec(text); found !== null && elements.length <= maxElements; found = mark.exec(text)) {
    const at = found.index;
    if (found[0] === '"') {
      const end = endOfText(text, at);
      if (end < 0) return null;
      mark.lastIndex = end;
    } else if (found[0] === ",") {
      if (depth !== 1) continue;
      elements.push(text.slice(from, at));
      from = at + 1;
    } else if (found[0] === "[" || found[0] === "{") {
      depth += 1;
      if (depth === 1) from = at + 1;
    } else {
      depth -= 1;
      if (depth > 0) continue;
      if (found[0] !== "]" || text.slice(at + 1).trim() !== "") return null;
      const last = text.slice(from, at);
      return elements.length === 0 && last.trim() === "" ? [] : [...elements, last];
    }
  }
  return elements.length > maxElements ? elements : null;
}

/** Behind the quote that closes the one at `at`; -1 where none does. */
function endOfText(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let back = end;
    while (text[back - 1] === "\\") back -= 1;
    if ((end - back) % 2 === 0) return end + 1;
  }
  return -1;
}
