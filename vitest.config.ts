import { defineConfig } from "vitest/config";

/** Every package's tests read TypeScript source, so that no test waits for a build. */
const source = { conditions: ["@liftproof/source", "node", "development|production"] };

export default defineConfig({
  resolve: source,
  ssr: { resolve: source },
  test: {
    // One pool for all packages: every core works to the end, and files share their loaded modules, which keep no state.
    maxWorkers: "100%",
    isolate: false,
    // A second run compiles only what changed: entries are named by their content.
    experimental: { fsModuleCache: true, fsModuleCachePath: ".cache/vitest" },
    include: ["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts", "docs/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
