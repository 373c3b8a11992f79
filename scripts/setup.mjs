/** Installs what the lockfile names, once: the repository brings its own pnpm, so Node and npm are enough. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { captureStep, root } from "./process.mjs";

const stampFile = join(root, "node_modules/.liftproof-installed");

export async function setup() {
  const wanted = fingerprint(manifests());
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;

  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (installedVersion("pnpm") !== packageManager.replace("pnpm@", "")) {
    await step(`Installing ${packageManager} into .tools`, "npm", [
      "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", ".tools", packageManager,
    ]);
  }
  await step("Installing dependencies (once; needs the npm registry)", "pnpm", ["install", "--frozen-lockfile"]);
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(stampFile, wanted);
}

async function step(title, command, args) {
  process.stderr.write(`${title} ...`);
  const startedAt = Date.now();
  const { code, output } = await captureStep(command, args);
  process.stderr.write(` ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
  if (code === 0) return;
  console.error(output);
  console.error(`${command} ${args.join(" ")}: expected it to succeed, got exit code ${code}.`);
  console.error(
    /OUTDATED_LOCKFILE|has no importers|lockfile/i.test(output)
      ? "A manifest changed without the lockfile: run .tools/node_modules/.bin/pnpm install once, and commit pnpm-lock.yaml with it."
      : "Is the npm registry reachable and the disk not full?",
  );
  process.exit(2);
}

function installedVersion(name) {
  const manifest = join(root, ".tools/node_modules", name, "package.json");
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
}

function manifests() {
  const folders = ["packages", "examples"].filter((top) => existsSync(join(root, top))).flatMap((top) =>
    readdirSync(join(root, top), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `${top}/${entry.name}`),
  );
  return ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "suites/package.json", ...folders.map((folder) => `${folder}/package.json`)]
    .map((file) => join(root, file))
    .filter((file) => existsSync(file));
}
