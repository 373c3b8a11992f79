/** Starts a real Trino, runs the suites of three engines against it, stops it. */
import { spawnStep } from "../process.mjs";
import { startTrino } from "./server.mjs";

const server = await startTrino();
if ("skipped" in server) {
  console.log(`skipped: ${server.skipped}`);
  process.exit(0);
}
console.log(`Trino ${server.version} answers at ${server.url}`);
try {
  process.exitCode = await spawnStep("vitest", ["run", "--config", "suites/vitest.config.ts", "trino", ...process.argv.slice(2)], {
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, TRINO_URL: server.url, TRINO_TABLES: server.tables },
  });
} finally {
  await server.stop();
}
