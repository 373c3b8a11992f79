/** Everything that can be said about the code without running it: lint, layers, types, dead code, packages. Prints a line per check. */
import { layerPicture, layerPictureFile } from "./layer-picture.mjs";
import { packAll } from "./pack.mjs";
import { captureStep, root } from "./process.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The tools that look at archives change with it. */
const lockFile = join(root, "pnpm-lock.yaml");

const checks = {
  "lint (oxlint, type-aware)": () => captureStep("oxlint", ["--type-aware", "--deny-warnings"]),
  "layers (dependency-cruiser)": () => captureStep("depcruise", ["--config", ".dependency-cruiser.cjs", "packages"]),
  "layers drawn in the docs": layersDrawn,
  "types of packages (tsc -b)": () => captureStep("tsc", ["-b", "packages"]),
  "types of tests, examples and documents": () => captureStep("tsc", ["-p", "scripts/tsconfig.json"]),
  "dead code (knip)": () => captureStep("knip", ["--no-progress"]),
  "packed packages (publint, attw)": packedPackages,
};

let failed = 0;
for (const [title, run] of Object.entries(checks)) {
  const startedAt = Date.now();
  const { code, output } = await run();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${title} (${seconds} s)`);
  if (code !== 0) {
    failed += 1;
    console.log(output);
  }
}
console.log(`checks: ${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function layersDrawn() {
  const drawn = readFileSync(layerPictureFile, "utf8").includes(layerPicture());
  return { code: drawn ? 0 : 1, output: "docs/concepts/layers.md differs from scripts/layers.cjs: run node scripts/layer-picture.mjs and commit the page" };
}

/** An archive that passed is not looked at again until a byte of it changes. */
async function packedPackages() {
  const stampFile = join(root, ".cache/checked-archives.json");
  const passed = new Set(existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : []);
  const stamps = new Set();
  const broken = [];
  for (const { folder, file } of await packAll()) {
    const stamp = fingerprint([file, lockFile]);
    const results = passed.has(stamp)
      ? []
      : await Promise.all([captureStep("publint", ["--strict", folder]), captureStep("attw", [file, "--profile", "esm-only", "--no-emoji"])]);
    const failures = results.filter(({ code }) => code !== 0);
    broken.push(...failures);
    if (failures.length === 0) stamps.add(stamp);
  }
  writeFileSync(stampFile, JSON.stringify([...stamps]));
  return { code: broken.length === 0 ? 0 : 1, output: broken.map(({ output }) => output).join("\n") };
}
