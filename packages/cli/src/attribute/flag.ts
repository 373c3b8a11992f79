/** `undefined` when the cell is neither yes nor no; an empty one is no. */
export function flag(text: string | null): boolean | undefined {
  const word = text?.trim().toLowerCase() ?? "";
  if (["1", "true", "t", "yes"].includes(word)) return true;
  return ["", "0", "false", "f", "no"].includes(word) ? false : undefined;
}
