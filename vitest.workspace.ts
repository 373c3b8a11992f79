import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** One project per folder that has tests, all reading TypeScript source, so that no test waits for a build. */
const source = { conditions: ["@liftproof/source", "node", "development|production"] };
const folders = [
  ...readdirSync("packages").map((name) => `packages/${name}`),
  ...readdirSync("examples").map((name) => `examples/${name}`),
  "docs",
  "scripts",
].filter((folder) => existsSync(`${folder}/test`));

export default defineConfig({
  test: {
    // Every core works, and files of one project share their loaded modules: nothing here keeps state in a module.
    maxWorkers: "100%",
    // Projects share what was compiled, and a second run compiles only what changed: entries are named by their content.
    experimental: { fsModuleCache: true, fsModuleCachePath: ".cache/vitest" },
    projects: folders.map((folder) => ({
      resolve: source,
      ssr: { resolve: source },
      test: {
        name: folder.replace("packages/", ""),
        root: folder,
        isolate: false,
        include: ["test/**/*.test.ts"],
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
