/** Drives the browser bundle in every engine that can be had and prints the matrix. Ends with exit code 3 where none can. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, spawnStep } from "../process.mjs";
import { browsers } from "./browsers.mjs";
import { matrixPage, matrixTable, versionText } from "./matrix-page.mjs";

const results = join(root, ".cache/browser-matrix");
const names = ["Chromium", "Firefox", "WebKitGTK"];
const args = process.argv.slice(2);
const { environment, skipped } = await browsers();
for (const line of skipped) console.log(`skipped: ${line}`);
if (Object.keys(environment).length === 0) process.exit(3);

rmSync(results, { recursive: true, force: true });
process.exitCode = await spawnStep("vitest", ["run", "--config", "suites/vitest.config.ts", "--dir", "suites/browser", "--fileParallelism", "--maxWorkers", String(names.length), "--maxConcurrency", "12", ...args], {
  env: { ...process.env, ...environment, PATH: `node_modules/.bin:${process.env.PATH}`, BROWSER_RESULTS: results },
});
// The engines ran side by side and wrote a file each.
const engines = names.filter((name) => existsSync(fileOf(name))).map((name) => [name, JSON.parse(readFileSync(fileOf(name), "utf8"))]);
if (engines.length > 0) {
  console.log(`\n${versionText(engines)}\n\n${matrixTable(engines)}\n`);
  // The page stands for a whole run.
  if (engines.length === names.length && args.length === 0) writeFileSync(join(root, "docs/browser-matrix.md"), matrixPage(engines));
}

function fileOf(name) {
  return join(results, `${name}.json`);
}
