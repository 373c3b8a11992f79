import { asciiFold } from "./ascii-fold.ts";

/** A pattern in small letters, as the values are that it is searched in. Escapes stay: `\S` is not `\s`. */
export function foldedPattern(pattern: string): string {
  return pattern.replace(/\\[^]|[A-Z]+/g, (part) => (part.startsWith("\\") ? part : asciiFold(part)));
}
