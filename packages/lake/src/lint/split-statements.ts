import { sqlTokens } from "./sql-tokens.ts";

/** One statement of a file, and where it begins. */
export interface PlacedStatement {
  readonly sql: string;
  /** Place of its first token in the text, in UTF-16 units from 0 on. */
  readonly at: number;
}

/** The statements of a text, parted by semicolons that stand in no literal, name or comment. */
export function splitStatements(text: string): readonly PlacedStatement[] {
  const { tokens } = sqlTokens(text);
  const statements: PlacedStatement[] = [];
  let first: number | null = null;
  for (const { kind, raw, at } of tokens) {
    const ends = kind === "sign" && raw === ";";
    if (ends && first !== null) statements.push({ sql: text.slice(first, at), at: first });
    first = ends ? null : (first ?? at);
  }
  if (first !== null) statements.push({ sql: text.slice(first).trimEnd(), at: first });
  return statements;
}
