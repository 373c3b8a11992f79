import { loadPrivateKey } from "@liftproof/click-token/node";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "./read-text-file.ts";

/** The private key of a file that `token keygen --private-key` wrote. @throws CommandFault when it holds something else; never with the text. */
export async function readPrivateKey(context: CommandContext, path: string): Promise<Uint8Array> {
  const text = await readTextFile(context, path);
  try {
    return loadPrivateKey(text);
  } catch (cause) {
    throw new CommandFault(`${path}: expected a private key, base64url of 32 bytes, got something else; name the file that liftproof token keygen --private-key wrote`, { cause });
  }
}
