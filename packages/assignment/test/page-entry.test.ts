import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const bundled = async (contents: string): Promise<{ readonly text: string; readonly gzipBytes: number; readonly inputs: readonly string[] }> => {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: `${folder}src` },
    absWorkingDir: folder, bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false, metafile: true,
  });
  const [file] = outputFiles;
  return { text: file!.text, gzipBytes: gzipSync(file!.contents, { level: 9 }).byteLength, inputs: Object.keys(metafile.inputs).filter((name) => name !== "<stdin>") };
};

test("budget: in a page assignment takes 4.6 kB gzipped, all of the package 6.5 kB, the hash with its cut points 1 kB", async () => {
  const sizes = await Promise.all([
    'export { assign } from "./assign.ts";', 'export * from "./index.ts";', 'export { murmur3 } from "./murmur3.ts"; export { cutPoints } from "./cut-points.ts"; export { coverageCut } from "./coverage-cut.ts";',
  ].map(bundled));
  [4600, 6500, 1000].forEach((limit, index) => expect(sizes[index]!.gzipBytes).toBeLessThanOrEqual(limit));
});

test("law: a page loads nothing but this package, which makes no pattern from text, evaluates none and reaches for no platform", async () => {
  const { text, inputs } = await bundled('export * from "./index.ts";');
  expect(inputs.filter((name) => !name.startsWith("src/"))).toEqual([]);
  for (const word of ["re2", "RE2", "zod", "yaml", "RegExp", "eval(", "Function(", "require", "import(", "process", "Buffer", "Date", "Math.random", "crypto", "fetch", "document", "window", "globalThis"]) {
    // The language's own ArrayBuffer is no platform.
    expect(text.replaceAll("ArrayBuffer.isView", "").includes(word), word).toBe(false);
  }
  // Every pattern of the package itself, so that a new one is looked at: none nests a repetition.
  const patterns = [...text.matchAll(/(?<=[=(!,:])\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/g)].map(([pattern]) => pattern);
  expect(patterns.sort()).toEqual(["/[-.]/", "/^-?[0-9]{1,20}(\\.[0-9]{1,20})?$/", "/^0+(?=.)/", "/^0+(?=.)/", "/^[0-9]+$/", "/^[0-9]+$/", "/^exp\\.view\\//", "/^exp\\.view\\//", "/^v/"]);
});
