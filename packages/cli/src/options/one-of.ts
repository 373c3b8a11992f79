import { CommandFault } from "../command-fault.ts";

/** The choice an option makes among a few. @throws CommandFault naming the option and the choices. */
export function oneOf<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new CommandFault(`${option}: expected one of ${choices.join(" ")}, got ${JSON.stringify(text)}`);
  return choice;
}
