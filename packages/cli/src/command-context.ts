import { resolve } from "node:path";
import { Command } from "commander";
import type { CommandIo } from "./command-io.ts";

/** What a command gets besides its own options. */
export interface CommandContext {
  readonly io: CommandIo;
  /** Reports the exit code: 0 fine, 1 a verdict that should stop a pipeline. */
  readonly finish: (exitCode: 0 | 1) => void;
}

/** A command of the program, ready to be added to it. */
export type CommandFactory = (context: CommandContext) => Command;

/** A command whose help ends with examples: one that can be pasted says more than a list of options. */
export function commandWithExamples(name: string, summary: string, examples: readonly string[]): Command {
  const shown = examples.map((example) => `  $ liftproof ${example}`).join("\n");
  return new Command(name).description(summary).addHelpText("after", `\nExamples:\n${shown}\n`);
}

/** A path as the person meant it: relative to where the command runs. */
export function pathFrom({ io }: CommandContext, path: string): string {
  return resolve(io.cwd, path);
}

/** Says which file was written: on stderr when stdout is for a machine. */
export function sayWrote({ io }: CommandContext, path: string, machine: boolean): void {
  (machine ? io.stderr : io.stdout).write(`wrote ${path}\n`);
}

/** Prints one line. */
export function printLine({ io }: CommandContext, text: string): void {
  io.stdout.write(`${text}\n`);
}
