/** Measures error rates, coverage, power and false alarms by simulation and writes docs/calibration.md: `npm run simulate`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { root } from "../process.mjs";
import { page } from "./page.mjs";
import { runAll } from "./pool.mjs";

/** Runs of a cheap scenario; dear ones take a share of it. */
const RUNS = 40_000;
const SEED = 20_261_123;

const values = options();
const baseRuns = wholeNumber("runs", values.runs, 20);
const seed = wholeNumber("seed", values.seed, 0);
const jobs = values.jobs === undefined ? undefined : wholeNumber("jobs", values.jobs, 1);

// From source, so that no build can be older than what is measured; each run its own file, so that two can run side by side.
const file = join(root, `.cache/simulate/worker-${process.pid}.mjs`);
process.on("exit", () => rmSync(file, { force: true }));
mkdirSync(join(root, ".cache/simulate"), { recursive: true });
await build({
  entryPoints: [join(root, "scripts/simulate/worker.mjs")],
  outfile: file,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  conditions: ["@liftproof/source"],
  logLevel: "warning",
});
const bundle = pathToFileURL(file);
const { scenarios } = await import(bundle.href);

const chosen = scenarios
  .map((scenario, index) => ({ ...scenario, index, runs: Math.max(20, Math.round(baseRuns * (scenario.runsShare ?? 1))) }))
  .filter(({ name, section }) => values.only === undefined || `${section}: ${name}`.includes(values.only));
if (chosen.length === 0) {
  const sections = [...new Set(scenarios.map(({ section }) => section))].join(", ");
  console.error(`only: expected part of a scenario's name or one of ${sections}, got ${values.only}`);
  process.exit(2);
}

const startedAt = Date.now();
let tenthsSaid = 0;
const tallies = await runAll(bundle, chosen, { seed, jobs, progress });
if (process.stderr.isTTY) process.stderr.write("\n");
const results = chosen.map((scenario) => ({ ...scenario, tally: tallies.get(scenario.index) }));
const text = page(results, { seed, baseRuns, isWhole: chosen.length === scenarios.length });

const target = values.out ?? (values.only === undefined && baseRuns === RUNS && seed === SEED ? join(root, "docs/calibration.md") : undefined);
if (target === undefined) console.log(text);
else {
  writeFileSync(target, text);
  console.log(`Wrote ${target}`);
}
process.stderr.write(`${chosen.length} scenarios in ${((Date.now() - startedAt) / 1000).toFixed(0)} s\n`);

/** A bar on a terminal, elsewhere a line for every tenth. */
function progress(doneShare, index) {
  if (!process.stderr.isTTY) {
    const tenths = Math.floor(10 * doneShare);
    if (tenths > tenthsSaid) process.stderr.write(`simulated ${10 * tenths} %\n`);
    tenthsSaid = Math.max(tenths, tenthsSaid);
    return;
  }
  const filled = Math.round(30 * doneShare);
  process.stderr.write(`\r\x1b[2K[${"#".repeat(filled)}${".".repeat(30 - filled)}] ${Math.round(100 * doneShare)} %  ${scenarios[index].name.slice(0, 60)}`);
}

function options() {
  try {
    return parseArgs({
      options: {
        runs: { type: "string", default: String(RUNS) },
        seed: { type: "string", default: String(SEED) },
        jobs: { type: "string" },
        only: { type: "string" },
        out: { type: "string" },
      },
    }).values;
  } catch (error) {
    console.error(`simulate: expected --runs N, --seed N, --jobs N, --only NAME or --out FILE. ${error.message}`);
    process.exit(2);
  }
}

function wholeNumber(name, text, least) {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  console.error(`--${name}: expected a whole number of at least ${least}, got ${text}`);
  process.exit(2);
}
