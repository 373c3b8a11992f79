/** Packs every public package as it would be published; gives the archive and the packed manifest of each. */
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { captureStep, root } from "./process.mjs";

export async function packAll() {
  const target = join(root, ".cache/packs");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const packs = [];
  for (const name of readdirSync(join(root, "packages")).sort()) {
    const folder = join(root, "packages", name);
    const manifest = readManifest(folder);
    if (manifest === undefined || manifest.private === true) continue;
    const { code, output } = await captureStep("pnpm", ["pack", "--pack-destination", target], { cwd: folder });
    if (code !== 0) throw new Error(`pnpm pack in packages/${name}: expected it to succeed, got exit code ${code}\n${output}`);
    const file = join(target, `${manifest.name.replace("@", "").replace("/", "-")}-${manifest.version}.tgz`);
    packs.push({ name, file, folder, manifest });
  }
  return packs;
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}
