import type { KeyRing } from "@liftproof/click-token";
import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "./read-text-file.ts";
import { ringOfText } from "./ring-of-text.ts";

/** The keys of a key ring file. @throws CommandFault naming file, line and field when it does not load; never a secret. */
export async function readKeyRing(context: CommandContext, path: string): Promise<KeyRing> {
  return ringOfText(path, await readTextFile(context, path));
}
