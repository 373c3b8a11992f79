/**
 * The text with A to Z in lower case and everything else untouched.
 *
 * Engines disagree on the lower case of other letters, so decisions fold these twenty-six only.
 */
export function asciiFold(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}
