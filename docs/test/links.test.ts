import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { pages, repositoryRoot } from "./fenced-blocks.ts";

describe("links", () => {
  test.each(pages())("law: every relative link of %s leads to a file", (page) => {
    const text = readFileSync(join(repositoryRoot, page), "utf8");
    const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target).filter((target) => !/^[a-z]+:/.test(target));
    expect(targets.filter((target) => !existsSync(join(repositoryRoot, dirname(page), target)))).toEqual([]);
  });
});
