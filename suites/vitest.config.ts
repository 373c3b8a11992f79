import { defineConfig } from "vitest/config";

/** Suites against real servers, each started by its own script; `npm test` does not run them. */
const source = { conditions: ["@liftproof/source", "node", "development|production"] };

export default defineConfig({
  resolve: source,
  ssr: { resolve: source },
  test: { root: import.meta.dirname, include: ["**/*.test.ts"], fileParallelism: false, isolate: false, testTimeout: 600_000, hookTimeout: 300_000 },
});
