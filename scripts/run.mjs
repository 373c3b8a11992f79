/** The one door of `npm run ...`: makes the checkout ready with nothing but Node and npm, then does the job named. */
import { build } from "./build.mjs";
import { requireNode, spawnStep } from "./process.mjs";
import { setup } from "./setup.mjs";

const jobs = {
  demo: { built: true, steps: (args) => [["node", "--max-semi-space-size=64", "packages/cli/bin/liftproof.js", "demo", ...args]] },
  test: { built: true, steps: (args) => [["vitest", "run", ...args]] },
  bench: { built: true, steps: (args) => [["node", "scripts/bench/run.mjs", ...args]] },
  check: { built: true, steps: (args) => [["node", "scripts/check.mjs", ...args]] },
  accuracy: { built: true, steps: (args) => [["node", "scripts/accuracy/run.mjs", ...args]] },
  simulate: { built: false, steps: (args) => [["node", "scripts/simulate/run.mjs", ...args]] },
  "test:large": { built: true, steps: () => [["node", "scripts/large-file.mjs"]] },
  "test:fuzz": { built: true, steps: (args) => [["node", "scripts/fuzz-tokens.mjs", ...args]] },
  "test:equality": { built: true, steps: (args) => [["node", "scripts/attribute-million.mjs", ...args]] },
  "test:browser": { built: true, steps: (args) => [["node", "scripts/browser/run.mjs", ...args]] },
  "test:trino": { built: false, steps: (args) => [["node", "scripts/trino/run.mjs", ...args]] },
  "test:athena": { built: false, steps: (args) => [["node", "scripts/athena/run.mjs", ...args]] },
  "test:storefront": { built: true, steps: (args) => [["node", "scripts/storefront/run.mjs", ...args]] },
  "example:storefront": { built: true, steps: (args) => [["node", "examples/storefront/start.mjs", ...args]] },
  "test:iac": { built: false, steps: (args) => [["node", "scripts/iac/run.mjs", ...args]] },
  "test:s3": { built: false, steps: (args) => [["node", "scripts/s3/run.mjs", ...args]] },
  smoke: { built: true, steps: (args) => [["node", "scripts/smoke.mjs", ...args]] },
  build: { built: true, steps: () => [] },
};

const [name, ...args] = process.argv.slice(2);
const job = jobs[name];
if (job === undefined) {
  console.error(`run: expected one of ${Object.keys(jobs).join(", ")}, got ${name ?? "nothing"}`);
  process.exit(2);
}

requireNode(20, 19);
await setup();
if (job.built) await build();
for (const [command, ...rest] of job.steps(args)) {
  const code = await spawnStep(command, rest);
  if (code !== 0) process.exit(code);
}
