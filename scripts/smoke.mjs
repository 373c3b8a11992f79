/** Packs every public package, installs the archives into an empty project and loads each entry by import and by require on Node 20, 22 and 24. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packAll } from "./pack.mjs";
import { captureStep, root } from "./process.mjs";

const nodeVersions = ["20.20.2", "22.23.3", "24.21.0"];

const archives = await packAll();
const consumer = mkdtempSync(join(tmpdir(), "liftproof-smoke-"));
let failed = 0;
let passed = 0;
try {
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ name: "consumer", private: true, dependencies: dependencies() }, null, 2));
  await must("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], consumer);
  const entries = archives.flatMap(({ manifest }) =>
    Object.keys(manifest.exports).filter((key) => key !== "./package.json").map((key) => manifest.name + key.slice(1)),
  );
  writeFileSync(join(consumer, "load.mjs"), loader(entries));
  for (const version of nodeVersions) await loadOn(version, entries.length);
} finally {
  rmSync(consumer, { recursive: true, force: true });
}
console.log(`smoke: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The archives by path, with overrides so that neighbours come from the archives too and never from a registry. */
function dependencies() {
  const files = Object.fromEntries(archives.map(({ manifest, file }) => [manifest.name, `file:${file}`]));
  const duckdb = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8")).dependencies["@duckdb/node-api"];
  const zod = JSON.parse(readFileSync(join(root, "packages/experiments/package.json"), "utf8")).dependencies.zod;
  const { react } = JSON.parse(readFileSync(join(root, "packages/browser/package.json"), "utf8")).devDependencies;
  return { ...files, "@duckdb/node-api": duckdb, zod, react };
}

function loader(entries) {
  return `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
let failed = 0;
for (const entry of ${JSON.stringify(entries)}) {
  try {
    const imported = Object.keys(await import(entry)).sort().join();
    const required = Object.keys(require(entry)).filter((name) => name !== "__esModule" && name !== "module.exports").sort().join();
    if (imported === "") throw new Error("expected at least one export, got none");
    if (imported !== required) throw new Error("import gives " + imported + " and require gives " + required);
  } catch (error) {
    failed += 1;
    console.error(process.version, entry, error);
  }
}
process.exitCode = failed;
`;
}

async function loadOn(version, count) {
  const node = await nodeBinary(version);
  const { code, output } = await captureStep(node, ["load.mjs"], { cwd: consumer, shell: false });
  const { code: helpCode, output: help } = await captureStep(node, ["node_modules/liftproof/bin/liftproof.js", "--help"], { cwd: consumer, shell: false });
  failed += code + (helpCode === 0 ? 0 : 1);
  passed += count - code + (helpCode === 0 ? 1 : 0);
  console.log(`Node ${version}: ${count - code} of ${count} entries load by import and require; liftproof --help exits ${helpCode}`);
  if (code !== 0) console.error(output);
  if (helpCode !== 0) console.error(help);
}

/** Node itself comes from the npm registry, so a machine needs no version manager. */
async function nodeBinary(version) {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(root, ".cache/node", version);
  const binary = join(prefix, "node_modules", name, "bin/node");
  mkdirSync(prefix, { recursive: true });
  if (!readdirSync(prefix).includes("node_modules")) {
    await must("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", prefix, `${name}@${version}`], root);
  }
  return binary;
}

async function must(command, args, cwd) {
  const { code, output } = await captureStep(command, args, { cwd });
  if (code === 0) return;
  console.error(output);
  throw new Error(`${command} ${args.join(" ")}: expected it to succeed, got exit code ${code}`);
}
