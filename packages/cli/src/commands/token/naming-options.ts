import { CommandFault } from "../../command-fault.ts";

/** An option and what it was given, behind a field that the token package names. */
export interface FieldOption {
  readonly option: string;
  readonly given?: string;
  /** What to do when it is refused; the message of the package may say so itself. */
  readonly advice?: string;
}

/**
 * Runs what the token package does with options; where it refuses a field, the message names the option behind it and what came.
 *
 * @throws CommandFault in place of the package's TypeError or RangeError.
 */
export function namingOptions<Result>(fields: Readonly<Record<string, FieldOption>>, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (!(cause instanceof TypeError || cause instanceof RangeError)) throw cause;
    const [, field = "", said = ""] = /^(?:keys\[\d+\]\.)?(\w+)(?:\[\d+\])?: (.*)$/su.exec(cause.message) ?? [];
    const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (known === undefined) throw cause;
    throw new CommandFault(`${known.option}: ${said}${said.includes(", got ") || known.given === undefined ? "" : `, got ${JSON.stringify(known.given)}`}${known.advice === undefined ? "" : `; ${known.advice}`}`, { cause });
  }
}
