/** A piece of a statement that means something; comments and blanks are left out. */
export interface SqlToken {
  /** `quoted` is a name in double quotes, `ticked` one in backticks, `text` a string literal. */
  readonly kind: "word" | "number" | "text" | "quoted" | "ticked" | "sign";
  /** As written, quotes included. */
  readonly raw: string;
  /** Words in upper case; names and literals without their quotes. */
  readonly value: string;
  /** Place in the statement, in UTF-16 units from 0 on. */
  readonly at: number;
}

/** The tokens of a statement, and whether comments stood among them. */
export interface SqlTokens {
  readonly tokens: readonly SqlToken[];
  readonly hasComment: boolean;
  /** Place of a quote that is never closed, null when all are. */
  readonly unclosedAt: number | null;
}

const pattern = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*')|("(?:[^"]|"")*")|(`(?:[^`]|``)*`)|([A-Za-z_][A-Za-z0-9_$]*)|(\d+(?:\.\d+)?)|(<>|<=|>=|!=|\|\||->|[^\s])/g;

/** Splits a statement into tokens, as Athena's two grammars both would. */
export function sqlTokens(statement: string): SqlTokens {
  const tokens: SqlToken[] = [];
  let [hasComment, unclosedAt] = [false, null as number | null];
  for (const match of statement.matchAll(pattern)) {
    const [raw, comment, text, quoted, ticked, word, number] = match;
    const at = match.index;
    if (comment !== undefined) hasComment = true;
    else if (text !== undefined) tokens.push({ kind: "text", raw, value: raw.slice(1, -1).replaceAll("''", "'"), at });
    else if (quoted !== undefined) tokens.push({ kind: "quoted", raw, value: raw.slice(1, -1), at });
    else if (ticked !== undefined) tokens.push({ kind: "ticked", raw, value: raw.slice(1, -1), at });
    else if (word !== undefined) tokens.push({ kind: "word", raw, value: raw.toUpperCase(), at });
    else if (number !== undefined) tokens.push({ kind: "number", raw, value: raw, at });
    else {
      if (unclosedAt === null && (raw === "'" || raw === '"' || raw === "`")) unclosedAt = at;
      tokens.push({ kind: "sign", raw, value: raw, at });
    }
  }
  return { tokens, hasComment, unclosedAt };
}
