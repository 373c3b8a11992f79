import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("budget: all distributions fit in 3 kB gzipped", async () => {
  const folder = fileURLToPath(new URL("../src/distributions/", import.meta.url));
  const families = ["normal", "student-t", "chi-square", "beta", "incomplete-gamma", "log-gamma", "log-beta"];
  const { outputFiles } = await build({
    stdin: { contents: families.map((name) => `export * from "./${name}.ts";`).join(""), resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  expect(gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength).toBeLessThanOrEqual(3000);
});
