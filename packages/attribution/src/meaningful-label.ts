import { asciiFold } from "./channels/ascii-fold.ts";
import { nothingWords } from "./nothing-words.ts";

const nothing: ReadonlySet<string> = new Set(nothingWords);

/**
 * The label, or `null` when it is one of the words with which tools write "nothing".
 *
 * Without this a `(none)` left by another tool counts as a medium and a direct visit takes the order.
 */
export function meaningfulLabel(label: string | null | undefined): string | null {
  return label === null || label === undefined || nothing.has(asciiFold(label)) ? null : label;
}
