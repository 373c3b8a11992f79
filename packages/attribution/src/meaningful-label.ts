import { asciiFold } from "./channels/ascii-fold.ts";

const nothingWords: ReadonlySet<string> = new Set([
  "",
  "(direct)",
  "direct",
  "$direct",
  "(none)",
  "none",
  "(not set)",
]);

/**
 * The label, or `null` when it is one of the words with which tools write "nothing".
 *
 * Without this a `(none)` left by another tool counts as a medium and a direct visit takes the order.
 */
export function meaningfulLabel(label: string | null | undefined): string | null {
  return label === null || label === undefined || nothingWords.has(asciiFold(label)) ? null : label;
}
