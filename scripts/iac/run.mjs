/** Holds the AWS example against CloudFormation's own schemas with cfn-lint, from PyPI, in an environment of its own. Ends with exit code 3 where it cannot be had. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { captureStep, root, spawnStep } from "../process.mjs";

const version = "1.58.0";
const home = join(root, ".cache/cfn-lint", version);
const binary = join(home, process.platform === "win32" ? "Scripts/cfn-lint.exe" : "bin/cfn-lint");
/** Of the system. */
const programs = { python: process.platform === "win32" ? "python" : "python3" };

const missing = existsSync(binary) ? undefined : await installed();
if (missing !== undefined) {
  console.log(`skipped: ${missing}`);
  process.exit(3);
}
// Informational notes would ask for taste; errors and warnings fail.
const code = await spawnStep(binary, ["--regions", "us-east-1", "eu-central-1", "--", "examples/aws/lake.yaml"]);
if (code === 0) console.log(`cfn-lint ${version}: examples/aws/lake.yaml is a template that CloudFormation takes`);
process.exitCode = code;

async function installed() {
  if (spawnSync(programs.python, ["-m", "venv", "--help"]).status !== 0) return `cfn-lint ${version} needs Python 3.9 or later with venv: put python3 on the path`;
  mkdirSync(home, { recursive: true });
  const made = await captureStep(programs.python, ["-m", "venv", home]);
  const pip = join(home, process.platform === "win32" ? "Scripts/pip.exe" : "bin/pip");
  const got = made.code === 0 ? await captureStep(pip, ["install", "--quiet", "--disable-pip-version-check", `cfn-lint==${version}`]) : made;
  if (got.code === 0) return undefined;
  rmSync(home, { recursive: true, force: true });
  return `cfn-lint ${version} could not be installed: ${got.output.trim().split("\n").at(-1)}`;
}
