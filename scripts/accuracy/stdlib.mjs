/** @stdlib as a contender: 240 packages that only this measurement needs, so they are installed beside the workspace when it runs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { captureStep, root } from "../process.mjs";

const folder = join(root, ".cache/accuracy");

const pins = {
  "@stdlib/math-base-special-betainc": "0.2.3",
  "@stdlib/math-base-special-betaincinv": "0.2.3",
  "@stdlib/math-base-special-betaln": "0.3.1",
  "@stdlib/math-base-special-gammainc": "0.3.1",
  "@stdlib/math-base-special-gammaincinv": "0.2.3",
  "@stdlib/math-base-special-gammaln": "0.3.1",
  "@stdlib/stats-base-dists-beta-cdf": "0.2.3",
  "@stdlib/stats-base-dists-beta-quantile": "0.2.3",
  "@stdlib/stats-base-dists-chisquare-cdf": "0.3.1",
  "@stdlib/stats-base-dists-chisquare-quantile": "0.2.3",
  "@stdlib/stats-base-dists-normal-cdf": "0.3.1",
  "@stdlib/stats-base-dists-normal-logcdf": "0.3.1",
  "@stdlib/stats-base-dists-normal-quantile": "0.3.1",
  "@stdlib/stats-base-dists-t-cdf": "0.2.3",
  "@stdlib/stats-base-dists-t-quantile": "0.2.3",
};

/** Installs what is missing and gives a function that loads one of the pinned packages by the end of its name. */
export async function loadStdlib() {
  const installed = (name) => join(folder, "node_modules", name, "package.json");
  const versionOf = (name) => (existsSync(installed(name)) ? JSON.parse(readFileSync(installed(name), "utf8")).version : undefined);
  if (Object.entries(pins).some(([name, version]) => versionOf(name) !== version)) {
    process.stderr.write("Installing @stdlib into .cache/accuracy (once; needs the npm registry) ...\n");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), `${JSON.stringify({ private: true, dependencies: pins }, null, 2)}\n`);
    const { code, output } = await captureStep("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder]);
    if (code !== 0) {
      console.error(`${output}\nnpm install of @stdlib: expected it to succeed, got exit code ${code}. Is the npm registry reachable and the disk not full?`);
      process.exit(2);
    }
  }
  const require = createRequire(join(folder, "package.json"));
  return { load: (name) => require(`@stdlib/${name}`), pins };
}
