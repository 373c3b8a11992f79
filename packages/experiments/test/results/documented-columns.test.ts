import { readFileSync } from "node:fs";
import { resultColumns } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";

const page = readFileSync(new URL("../../../../docs/concepts/experiment-result.md", import.meta.url), "utf8");

describe("the page of results", () => {
  test("law: it lists every column with its type and what it says, in order", () => {
    const rows = resultColumns.map(({ column, type, description }) => `| \`${column}\` | ${type} | ${description} |`);
    expect(page.split("\n").filter((line) => line.startsWith("| `"))).toEqual(rows);
    for (const { description } of resultColumns) expect(description).toMatch(/^[^|]+\.$/);
  });
});
