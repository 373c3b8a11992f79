/** What moves the cursor, colors, or turns text around in a terminal: controls, line separators, and bidirectional overrides; not line feed and tab. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text as it may be shown in a terminal: a control character, which a name in a file can hold, is written as its number.
 * In a string of JSON that means the same character.
 */
export function visibleText(text: string): string {
  return text.replaceAll(hidden, escaped);
}

/** The same for one cell of a table, which is on one line. */
export function visibleCell(text: string): string {
  return visibleText(text).replaceAll(/[\t\n]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
