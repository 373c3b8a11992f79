import type { KeyRing } from "@liftproof/click-token";
import { loadKeyRing } from "@liftproof/click-token/node";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "./read-text-file.ts";

/** The keys of a key ring file. @throws CommandFault naming file and key when it does not load; never a secret. */
export async function readKeyRing(context: CommandContext, path: string): Promise<KeyRing> {
  const text = await readTextFile(context, path);
  try {
    return loadKeyRing(text);
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof RangeError) throw new CommandFault(`${path}: ${cause.message}; mend it, or make another with liftproof token keygen --ring FILE`, { cause });
    throw cause;
  }
}
