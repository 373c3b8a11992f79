import { Command, CommanderError } from "commander";
import { AdapterError } from "@liftproof/adapters/duckdb";
import { CommandFault } from "./command-fault.ts";
import type { CommandFactory } from "./command-context.ts";
import type { CommandIo } from "./command-io.ts";
import { commandFactories } from "./command-factories.ts";
import { visibleSink } from "./output/visible-sink.ts";
import { processIo } from "./process-io.ts";

/** Wrong usage, or input that cannot be read. */
const UNUSABLE = 2;

/**
 * The `liftproof` command.
 *
 * @param argv - Words after the name of the program.
 * @param io - Replaces parts of the process, for tests and embedding.
 * @returns The exit code: 0 fine, 1 a verdict that should stop a pipeline, 2 wrong usage or unreadable input.
 */
export async function main(argv: readonly string[], io: Partial<CommandIo> = {}): Promise<number> {
  const given: CommandIo = { ...processIo(), ...io };
  const whole: CommandIo = { ...given, stdout: visibleSink(given.stdout), stderr: visibleSink(given.stderr) };
  let exitCode: number = 0;
  const finish = (code: 0 | 1): void => {
    exitCode = code;
  };
  const program = programOf(commandFactories, { io: whole, finish });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : UNUSABLE;
    const said = personalMessage(error);
    if (said === undefined) throw error;
    whole.stderr.write(`liftproof: ${said}\n`);
    return UNUSABLE;
  }
}

function programOf(factories: readonly CommandFactory[], context: Parameters<CommandFactory>[0]): Command {
  const { io } = context;
  const program = new Command("liftproof")
    .description("Attribution with proof, and experiments that can be trusted.")
    .version("0.1.0", "-V, --version")
    .helpCommand("help [command]")
    .showSuggestionAfterError()
    .addHelpText("after", "\nRun liftproof COMMAND --help for the options and examples of a command.\nExit codes: 0 fine, 1 a verdict that should stop a pipeline, 2 wrong usage or unreadable input.\n");
  for (const factory of factories) program.addCommand(factory(context));
  for (const command of [program, ...program.commands, ...program.commands.flatMap((parent) => parent.commands)]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(`${text.replace(/^error: /u, "liftproof: ").trimEnd().replace(/\.$/u, "")}${text.includes("Did you mean") ? "" : `; ${pathOf(command)} --help tells how`}\n`),
      getOutHelpWidth: () => 110,
      getErrHelpWidth: () => 110,
    });
  }
  return program;
}

/** "liftproof token mint" */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** Messages written for the person at the keyboard; anything else is our own fault and keeps its stack. */
function personalMessage(error: unknown): string | undefined {
  if (error instanceof CommandFault || error instanceof AdapterError) return error.message;
  if (error instanceof Error && "syscall" in error && "path" in error && "code" in error) {
    return `${String(error.path)}: expected the file system to allow ${String(error.syscall)}, got ${String(error.code)}; check the path, its permissions and free space`;
  }
  const brokenContract = (error instanceof RangeError || error instanceof TypeError) && error.message.includes(": expected ");
  return brokenContract ? error.message : undefined;
}
