import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Format } from "esbuild";
import { describe, expect, test } from "vitest";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "src");

/** What a bundler makes of a page that uses these entries. */
async function bundle(entries: readonly string[], format: Format = "esm"): Promise<string> {
  const contents = entries.map((entry) => `export * from "./${entry}.ts";`).join("\n");
  const { outputFiles } = await build({
    ...(entries.includes("iife") ? { entryPoints: [join(folder, "iife.ts")] } : { stdin: { contents, resolveDir: folder, loader: "ts" as const } }),
    bundle: true,
    minify: true,
    write: false,
    format,
    target: "es2022",
    conditions: ["@liftproof/source"],
  });
  return outputFiles[0]!.text;
}

function gzipBytes(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

const withAssign = ["index", "assign"];

describe("bundle", () => {
  test("budget: the core, as a module and as a script, is at most 3,000 bytes after gzip", async () => {
    expect(gzipBytes(await bundle(["index"]))).toBeLessThanOrEqual(3000);
    expect(gzipBytes(await bundle(["iife"], "iife"))).toBeLessThanOrEqual(3000);
  });

  test("budget: the core with assignment in the page is at most 5,000 bytes after gzip", async () => {
    expect(gzipBytes(await bundle(withAssign))).toBeLessThanOrEqual(5000);
  });

  test("budget: nothing in it that a strict policy, the back-forward cache or a small page forbids", async () => {
    const text = await bundle(withAssign);
    const forbidden = /\b(eval|Function|unload|beforeunload|zod|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createElement|XMLHttpRequest|pushState|console|process|require|import\()\b/;
    expect(forbidden.exec(text)?.[0]).toBeUndefined();
    for (const name of ["matchesCondition", "$inGroup", "userAgent", "canvas", "plugins", "content-type", "setTimeout(\""]) expect(text).not.toContain(name);
  });

  test("law: importing does nothing, and touches nothing of a page", async () => {
    const touched: PropertyKey[] = [];
    const watched = new Proxy({}, { get: (_, key) => void touched.push(key), has: (_, key) => key === "window" || key === "document" || key === "navigator" || key === "localStorage" });
    const text = (await bundle(withAssign, "iife")).replace(/^"use strict";/, "");
    // A scope in which every name a page has is watched; `with` needs sloppy code.
    // oxlint-disable-next-line no-implied-eval -- the test runs the bundle, the bundle runs no text
    new Function("watched", `with (watched) { ${text} }`)(watched);
    expect(touched.filter((key) => typeof key === "string")).toEqual([]);
  });
});
