import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("../simulate/run.mjs", import.meta.url));

async function simulated(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--only", "many-metrics:", "--runs", "40", ...args]);
  return stdout;
}

test("law: a seed fixes every byte of the simulation, whatever the cores", async () => {
  const [alone, together] = await Promise.all([simulated("--seed", "7", "--jobs", "1"), simulated("--seed", "7", "--jobs", "3")]);
  expect(together).toBe(alone);
  expect(alone).toContain("| Holm |");
});
