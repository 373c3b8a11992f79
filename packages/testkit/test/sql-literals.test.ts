import { openDuckDb } from "@liftproof/adapters/duckdb";
import { quoteIdentifier, textLiteral } from "@liftproof/lake";
import { hostileText } from "@liftproof/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("text in SQL", () => {
  test("law: what a literal or a quoted name says is what the engine reads, or it is refused beforehand", async () => {
    const database = await openDuckDb();
    try {
      await fc.assert(
        fc.asyncProperty(hostileText, async (text) => {
          const literal = attempt(() => textLiteral(text));
          expect(literal === undefined).toBe(text.includes("\0") || !isWellFormed(text));
          if (literal === undefined) return;
          const bytes = Buffer.from(text, "utf8").toString("hex").toUpperCase();
          expect(await database.all(`SELECT hex(${literal}) AS found`)).toEqual([{ found: bytes }]);
          const name = attempt(() => quoteIdentifier(text));
          if (name === undefined) return;
          expect(await database.all(`SELECT hex(column_name) AS found FROM (DESCRIBE SELECT 1 AS ${name})`)).toEqual([{ found: bytes }]);
        }),
        { numRuns: 200 },
      );
    } finally {
      await database.close();
    }
  });
});

function attempt(write: () => string): string | undefined {
  try {
    return write();
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  }
}

function isWellFormed(text: string): boolean {
  return Buffer.from(text, "utf8").toString("utf8") === text;
}
