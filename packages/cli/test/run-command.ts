import { main } from "../src/index.ts";

/** What a command printed and how it ended. */
export interface CommandRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and when a command runs in a test. */
export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly nowUs?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command inside this process. */
export async function runCommand(argv: readonly string[], options: RunOptions = {}): Promise<CommandRun> {
  let stdout = "";
  let stderr = "";
  const exitCode = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    stdin: chunks(options.stdin ?? ""),
    cwd: options.cwd ?? process.cwd(),
    isTTY: false,
    env: options.env ?? {},
    nowUs: () => options.nowUs ?? 1_790_000_000_000_000,
  });
  return { exitCode, stdout, stderr };
}

async function* chunks(text: string): AsyncGenerator<string> {
  yield text;
}
