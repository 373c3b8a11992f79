import { CommandFault } from "../command-fault.ts";

/** The choice an option makes among a few. @throws CommandFault naming the option and the choices. */
export function oneOf<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  // In quotes, because a comma may be a choice.
  const listed = choices.map((known) => JSON.stringify(known));
  throw new CommandFault(`${option}: expected ${listed.slice(0, -1).join(", ")} or ${listed.at(-1) ?? ""}, got ${JSON.stringify(text)}`);
}
