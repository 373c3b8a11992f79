/**
 * The command cannot do what was asked: wrong usage or unreadable input. Printed as one line, exit 2.
 *
 * The message names the option, file, line or key, what was expected, what came and what to do.
 */
export class CommandFault extends Error {
  override readonly name = "CommandFault";
}
