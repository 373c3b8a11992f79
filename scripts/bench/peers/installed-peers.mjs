/** The SDKs the benchmarks compare with, installed on demand; nothing of them is part of the workspace. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../process.mjs";

const manifest = join(root, "scripts/bench/peers/package.json");
const folder = join(root, ".cache/bench-peers");

/**
 * Installs the exact versions of scripts/bench/peers/package.json into .cache/bench-peers, unless they are there.
 *
 * @returns the folder, a CommonJS loader from it, and name -> { version, license } of each
 * @throws Error when npm cannot install them, most likely because no registry is in reach
 */
export function installedPeers() {
  const { dependencies } = JSON.parse(readFileSync(manifest, "utf8"));
  const missing = Object.entries(dependencies).filter(([name, version]) => read(name)?.version !== version);
  if (missing.length > 0) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(manifest, join(folder, "package.json"));
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const words = ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    const { status } = spawnSync(npm, words, { cwd: folder, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" });
    if (status !== 0) {
      throw new Error(`peers: expected npm to install ${missing.map((pair) => pair.join("@")).join(", ")} into ${folder}, got exit ${status}; is the npm registry in reach?`);
    }
  }
  const known = Object.keys(dependencies).map((name) => [name, read(name)]);
  return { folder, load: createRequire(join(folder, "package.json")), packages: new Map(known) };
}

function read(name) {
  const path = join(folder, "node_modules", name, "package.json");
  if (!existsSync(path)) return undefined;
  const { version, license } = JSON.parse(readFileSync(path, "utf8"));
  return { version, license };
}
