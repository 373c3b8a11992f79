/** `npm run test:storefront`: drives the example shop in a real Chromium, then reads what its lake holds. Ends with 3 where there is no Chromium. */
import { existsSync } from "node:fs";
import { spawnStep } from "../process.mjs";

const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path !== undefined && existsSync(path));
if (chromium === undefined) {
  console.error("test:storefront: expected a Chromium at /usr/bin/chromium or where CHROMIUM says, found none; install one (Debian: apt-get install chromium). Skipped.");
  process.exit(3);
}
process.exitCode = await spawnStep("vitest", ["run", "--config", "suites/vitest.config.ts", "--dir", "suites/storefront", ...process.argv.slice(2)], {
  env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, CHROMIUM: chromium },
});
