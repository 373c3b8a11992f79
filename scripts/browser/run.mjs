/** Drives the browser bundle in every engine that can be had and prints the matrix. Ends with exit code 3 where none can. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, spawnStep } from "../process.mjs";
import { browsers } from "./browsers.mjs";
import { matrixPage, matrixTable } from "./matrix-page.mjs";

const results = join(root, ".cache/browser-matrix.json");
const args = process.argv.slice(2);
const { environment, skipped } = await browsers();
for (const line of skipped) console.log(`skipped: ${line}`);
if (Object.keys(environment).length === 0) process.exit(3);

rmSync(results, { force: true });
process.exitCode = await spawnStep("vitest", ["run", "--config", "suites/vitest.config.ts", "--dir", "suites/browser", ...args], {
  env: { ...process.env, ...environment, PATH: `node_modules/.bin:${process.env.PATH}`, BROWSER_RESULTS: results },
});
if (existsSync(results)) {
  const matrix = JSON.parse(readFileSync(results, "utf8"));
  console.log(`\n${Object.entries(matrix.versions).map(([name, version]) => `${name} ${version}`).join(", ")}\n\n${matrixTable(matrix)}\n`);
  // The page stands for a whole run.
  if (skipped.length === 0 && args.length === 0) writeFileSync(join(root, "docs/browser-matrix.md"), matrixPage(matrix));
}
