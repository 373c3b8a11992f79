/** Starts a real S3 server with versions and Object Lock, runs the suites against it, stops it. Ends with exit code 3 where none can be had. */
import { spawnStep } from "../process.mjs";
import { startStore } from "./server.mjs";

const server = await startStore();
if ("skipped" in server) {
  console.log(`skipped: ${server.skipped}`);
  process.exit(3);
}
console.log(`versitygw ${server.version} answers at ${server.url}`);
try {
  process.exitCode = await spawnStep("vitest", ["run", "--config", "suites/vitest.config.ts", "--dir", "suites/s3", ...process.argv.slice(2)], {
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, S3_URL: server.url, S3_ACCESS_KEY: server.accessKey, S3_SECRET_KEY: server.secretKey },
  });
} finally {
  await server.stop();
}
