import type { CommandIo } from "./command-io.ts";

/** The process this program runs in. */
export function processIo(): CommandIo {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    cwd: process.cwd(),
    isTTY: process.stderr.isTTY,
    env: process.env,
    nowUs: () => Date.now() * 1000,
  };
}
