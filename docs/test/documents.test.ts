import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { executableBlock } from "./executable-block.ts";
import { fencedBlocks, pages, repositoryRoot } from "./fenced-blocks.ts";

const blocks = pages().flatMap(fencedBlocks).filter(({ language }) => language === "ts");
const folder = join(repositoryRoot, ".cache/documents");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

describe("documents", () => {
  test("example: there are blocks to run", () => {
    expect(blocks.length).toBeGreaterThan(5);
  });

  test.each(blocks.map((block) => [`${block.page}:${block.line}`, block] as const))("example: %s runs and gives the values it shows", async (name, block) => {
    const file = join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, "-")}.ts`);
    writeFileSync(file, executableBlock(block));
    const { compared } = (await import(file)) as { compared: number };
    expect(compared).toBe(block.text.split("// =>").length - 1);
  });
});
