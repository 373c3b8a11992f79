/** Everything that can be said about the code without running it: lint, layers, types, dead code, packages. Prints a line per check. */
import { layerPicture, layerPictureFile } from "./layer-picture.mjs";
import { packAll } from "./pack.mjs";
import { captureStep } from "./process.mjs";
import { readFileSync } from "node:fs";

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

async function packedPackages() {
  const results = [];
  for (const { folder, file } of await packAll()) {
    results.push(await captureStep("publint", ["--strict", folder]));
    results.push(await captureStep("attw", [file, "--profile", "esm-only", "--no-emoji"]));
  }
  const broken = results.filter(({ code }) => code !== 0);
  return { code: broken.length === 0 ? 0 : 1, output: broken.map(({ output }) => output).join("\n") };
}
