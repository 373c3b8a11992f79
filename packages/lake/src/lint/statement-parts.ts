import type { SqlToken } from "./sql-tokens.ts";

/** A sign that opens and the one that closes it. */
const closes: Readonly<Record<string, string>> = { "(": ")", "<": ">", "[": "]" };

/** Index of the token that closes the one at `open`; the end of the statement when none does. */
export function closingOf(tokens: readonly SqlToken[], open: number): number {
  const [opening, closing] = [tokens[open]?.raw ?? "", closes[tokens[open]?.raw ?? ""]];
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]?.raw === opening && tokens[at]?.kind === "sign") depth += 1;
    else if (tokens[at]?.raw === closing && tokens[at]?.kind === "sign" && --depth === 0) return at;
  }
  return tokens.length;
}

/** Tokens between two indices, split at the commas that stand in no parentheses of their own. */
export function itemsOf(tokens: readonly SqlToken[], from: number, to: number): readonly (readonly SqlToken[])[] {
  const items: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(from, to)) {
    if (token.kind === "sign" && (token.raw === "(" || token.raw === "<" || token.raw === "[")) depth += 1;
    if (token.kind === "sign" && (token.raw === ")" || token.raw === ">" || token.raw === "]")) depth -= 1;
    if (token.kind === "sign" && token.raw === "," && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
}

/** Whether the words stand at an index, one after another. */
export function areAt(tokens: readonly SqlToken[], at: number, ...words: readonly string[]): boolean {
  return words.every((word, place) => {
    const token = tokens[at + place];
    return token !== undefined && (token.kind === "word" || token.kind === "sign") && token.value === word;
  });
}

/** Index of the first place from `from` on where the words stand outside of parentheses; -1 when nowhere. */
export function indexOfWords(tokens: readonly SqlToken[], from: number, ...words: readonly string[]): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const raw = tokens[at]?.kind === "sign" ? tokens[at]?.raw : "";
    if (depth === 0 && areAt(tokens, at, ...words)) return at;
    if (raw === "(") depth += 1;
    if (raw === ")") depth -= 1;
  }
  return -1;
}
