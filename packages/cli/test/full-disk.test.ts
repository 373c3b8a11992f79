import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const device = "/dev/full";
const isThere = existsSync(device);
if (!isThere) console.log(`skipped: ${device} is not here; what is written to a full disk is tested on Linux only`);

const folder = temporaryFolder();
folder.write("units.csv", `arm,x\n${"a,1\nb,0\n".repeat(20)}`);
folder.write("touches.csv", "who,at,channel,conversion\nu1,2026-01-01,Email,1\n");
const analyze = ["analyze", "units.csv", "--arm", "arm", "--control", "a", "--metric", "m=rate(x)"];
const attribute = ["attribute", "touches.csv", "--identity", "who", "--time", "at", "--channel", "channel", "--conversion", "conversion"];

describe.skipIf(!isThere)("a device that is always full", () => {
  test.each([
    ["--html", [...analyze, "--html", device]],
    ["--facts", [...attribute, "--facts", device]],
  ])("edge: %s is one line that says to free space, exit 2, and no result is claimed", async (option, argv) => {
    expect(await runCommand(argv, { cwd: folder.path })).toEqual({ exitCode: 2, stdout: "", stderr: `liftproof: ${option}: expected a path that can be written, got ${device}: a full disk; free space\n` });
  });

  test("edge: redirected output that does not fit is a line on stderr and exit 2", () => {
    const bin = fileURLToPath(new URL("../bin/liftproof.js", import.meta.url));
    const program = join(folder.path, "program.mjs");
    // The program as it is published, with the sources in place of what is built of them.
    const contents = readFileSync(bin, "utf8").replace("../dist/index.js", "../src/index.ts");
    const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
    buildSync({ stdin: { contents, resolveDir: join(bin, "..") }, outfile: program, bundle: true, platform: "node", format: "esm", conditions: ["@liftproof/source"], external: ["@duckdb/*"], banner });
    const full = openSync(device, "w");
    const { status, stderr } = spawnSync(process.execPath, [program, "srm", "a=5200", "b=4800", "--json"], { stdio: ["ignore", full, "pipe"], encoding: "utf8" });
    closeSync(full);
    expect([status, stderr]).toEqual([2, "liftproof: output: expected to write all of it, got ENOSPC; free space on its disk and run the same command again\n"]);
  });
});
