/** Longest part of a cell that is shown. */
const SHOWN_CHARACTERS = 40;

/** A cell as it may stand in a message: in quotes, one line, at most 40 characters of it. */
export function quotedSample(text: string): string {
  const characters = Array.from(text);
  return JSON.stringify(characters.length <= SHOWN_CHARACTERS ? text : `${characters.slice(0, SHOWN_CHARACTERS).join("")}...`);
}
