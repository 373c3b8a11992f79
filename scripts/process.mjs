/** Child processes with the repository's own tools on the path, and the check of the Node version. */
import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The environment every step runs in: the tools of this checkout first, whatever the machine has after. */
function toolEnvironment() {
  const binaries = [join(root, "node_modules/.bin"), join(root, ".tools/node_modules/.bin")];
  return { ...process.env, PATH: [...binaries, process.env.PATH].join(delimiter) };
}

/** Runs one command from the root of the checkout with the terminal passed through; gives its exit code. */
export function spawnStep(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: toolEnvironment(),
      stdio: "inherit",
      shell: process.platform === "win32",
      ...options,
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

/** Runs one command and gives its exit code and everything it printed. */
export function captureStep(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: toolEnvironment(), shell: process.platform === "win32", ...options });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

export function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`Node: expected ${major}.${minor} or later, got ${process.versions.node}. Install a newer Node and run the command again.`);
  process.exit(2);
}
