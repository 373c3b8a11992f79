/** Builds every package whose sources changed since the last build: tsup for JavaScript, `tsc -b` for declarations. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { captureStep, root } from "./process.mjs";

const stampFile = join(root, ".cache/built");

export async function build() {
  const packages = readdirSync(join(root, "packages"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, "packages", entry.name, "package.json")))
    .map((entry) => join(root, "packages", entry.name));
  const wanted = fingerprint([join(root, "tsconfig.base.json"), join(root, "scripts/build.mjs"), ...packages.flatMap(inputs)]);
  const complete = packages.every((folder) => existsSync(join(folder, "dist")));
  if (complete && existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return;

  process.stderr.write("Building the packages ...");
  const startedAt = Date.now();
  const { build: tsup } = await import("tsup");
  for (const folder of packages) {
    await tsup(options(folder));
    if (existsSync(join(folder, "src/iife.ts"))) await tsup(scriptOptions(folder));
  }
  const { code, output } = await captureStep("tsc", ["-b", "packages"]);
  process.stderr.write(` ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
  if (code !== 0) {
    console.error(output);
    console.error("tsc -b packages: expected no type errors. Mend the files named above.");
    process.exit(1);
  }
  mkdirSync(join(root, ".cache"), { recursive: true });
  writeFileSync(stampFile, wanted);
}

/** The entries of a package are the source files its export map names. */
function options(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entries = Object.values(manifest.exports).map((target) => target["@liftproof/source"]).filter((source) => source !== undefined);
  return {
    config: false,
    silent: true,
    entry: entries.map((source) => join(folder, source)),
    outDir: join(folder, "dist"),
    format: "esm",
    target: "es2022",
    platform: "neutral",
    sourcemap: true,
    splitting: true,
    clean: true,
    dts: false,
    skipNodeModulesBundle: true,
    external: [/^node:/],
    tsconfig: join(folder, "tsconfig.json"),
  };
}

/** One minified file for pages without modules, with everything it needs in it. */
function scriptOptions(folder) {
  return {
    ...options(folder),
    entry: { liftproof: join(folder, "src/iife.ts") },
    format: "iife",
    minify: true,
    clean: false,
    noExternal: [/^@liftproof\//],
    skipNodeModulesBundle: false,
    esbuildOptions(settings) {
      settings.conditions = ["@liftproof/source"];
    },
    outExtension: () => ({ js: ".iife.js" }),
  };
}

function inputs(folder) {
  const sources = readdirSync(join(folder, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return [join(folder, "package.json"), join(folder, "tsconfig.json"), ...sources];
}
