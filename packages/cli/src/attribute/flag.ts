import { flagWords } from "@liftproof/adapters/duckdb";
import { isBlank } from "./is-blank.ts";

/** `undefined` when the cell is neither yes nor no; an empty one is no. */
export function flag(text: string | null): boolean | undefined {
  if (text === null || isBlank(text)) return false;
  // The spaces that the engine's trim takes off.
  const word = text.replaceAll(/^\p{Zs}+|\p{Zs}+$/gu, "").toLowerCase();
  if (flagWords.yes.includes(word)) return true;
  return flagWords.no.includes(word) ? false : undefined;
}
