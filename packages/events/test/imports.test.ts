import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Every module that is loaded with an entry, packages by name and own files by path; type imports vanish and do not count. */
function loadedWith(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (url: URL): void => {
    if (found.has(url.pathname)) return;
    found.add(url.pathname);
    const source = readFileSync(url, "utf8");
    for (const [, , specifier = ""] of source.matchAll(/^(?:import|export)\s(?!type\b)([^;]*?)\sfrom\s"([^"]+)";/gm)) {
      if (specifier.startsWith(".")) visit(new URL(specifier, url));
      else found.add(specifier);
    }
  };
  visit(new URL(`../src/${entry}`, import.meta.url));
  return found;
}

test("budget: the root loads no package, the session rule loads two files, only the schema loads zod", () => {
  const packagesOf = (entry: string) => [...loadedWith(entry)].filter((name) => !name.startsWith("/"));
  expect(packagesOf("index.ts")).toEqual([]);
  expect(packagesOf("session.ts")).toEqual([]);
  expect(loadedWith("session.ts").size).toBe(3);
  expect(packagesOf("schema.ts")).toEqual(["zod"]);
  expect(loadedWith("index.ts").size).toBeGreaterThan(20);
});
