import type { FencedBlock } from "./fenced-blocks.ts";

/**
 * A fenced `ts` block as a module that checks itself: a statement line that ends in `// => value` becomes a comparison
 * of the expression with that literal. The module exports how many values it compared.
 */
export function executableBlock({ page, line, text }: FencedBlock): string {
  let compared = 0;
  const body = text.split("\n").map((source) => {
    const marked = /^(\s*)(.+?);?\s*\/\/ => (.+)$/.exec(source);
    if (marked === null) return source;
    compared += 1;
    const [, indent = "", statement = "", expected = ""] = marked;
    const named = /^const (\w+)(?:: [^=]+)? = /.exec(statement);
    return named === null
      ? `${indent}assert.deepStrictEqual(${statement}, ${expected});`
      : `${indent}${statement}; assert.deepStrictEqual(${named[1]}, ${expected});`;
  });
  return [`// ${page}:${line}`, ...(compared === 0 ? [] : [`import assert from "node:assert/strict";`]), ...body, `export const compared: number = ${compared};`, ""].join("\n");
}
