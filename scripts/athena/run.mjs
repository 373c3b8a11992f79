/** Starts a real Trino and runs the Athena suites on it, through a server of ours that speaks Athena's protocol. Ends with exit code 3 where no Trino can be had. */
import { spawnStep } from "../process.mjs";
import { startTrino } from "../trino/server.mjs";

const server = await startTrino();
if ("skipped" in server) {
  console.log(`skipped: ${server.skipped}`);
  process.exit(3);
}
console.log(`Trino ${server.version} answers at ${server.url}`);
try {
  process.exitCode = await spawnStep("vitest", ["run", "--config", "suites/vitest.config.ts", "--dir", "suites/athena", ...process.argv.slice(2)], {
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, TRINO_URL: server.url, TRINO_TABLES: server.tables },
  });
} finally {
  await server.stop();
}
