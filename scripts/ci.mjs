/** Runs the README's two commands, the checks, the packed-archive smoke test and the heavier suites; ends with one line, `N passed, N failed`. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, spawnStep } from "./process.mjs";

const results = join(root, ".cache/test-results.json");
rmSync(results, { force: true });

/** What a suite ends with, having said so, where its parts cannot be had. */
const partsMissing = 3;
let passed = 0;
let failed = 0;

await step("npm test", ["npm", "test", "--", "--reporter=default", "--reporter=json", "--outputFile.json=.cache/test-results.json"]);
if (existsSync(results)) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, "utf8"));
  passed += numPassedTests;
  failed += numFailedTests;
}
await step("npm run check", ["npm", "run", "check"]);
await step("npm run smoke", ["npm", "run", "smoke"]);
await step("npm run demo", ["npm", "run", "demo", "--", "--out", ".cache/demo"]);
await step("npm run test:fuzz", ["npm", "run", "test:fuzz"]);
await step("npm run test:large", ["npm", "run", "test:large"]);
await step("npm run test:equality", ["npm", "run", "test:equality"]);
await step("npm run test:trino", ["npm", "run", "test:trino"]);
await step("npm run test:iac", ["npm", "run", "test:iac"]);
await step("npm run test:athena", ["npm", "run", "test:athena"]);
await step("npm run test:s3", ["npm", "run", "test:s3"]);
await step("npm run test:storefront", ["npm", "run", "test:storefront"]);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function step(title, [command, ...args]) {
  console.log(`\n== ${title}`);
  const startedAt = Date.now();
  const code = await spawnStep(command, args);
  console.log(`== ${title}: exit code ${code} after ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  if (code === 0) passed += 1;
  else if (code !== partsMissing) failed += 1;
}
