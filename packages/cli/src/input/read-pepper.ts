import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "./read-text-file.ts";

/** Shorter ones can be guessed, and with them who is behind a hash. */
const LEAST_BYTES = 32;

/**
 * The secret under which identities are hashed, from a file that holds it as base64 or base64url.
 *
 * @throws CommandFault when the file holds something else; the message never carries it.
 */
export async function readPepper(context: CommandContext, path: string): Promise<Uint8Array> {
  const text = (await readTextFile(context, path)).trim();
  const isBase64 = /^[\w+/-]+={0,2}$/u.test(text);
  const bytes = Buffer.from(isBase64 ? text : "", "base64");
  if (bytes.length < LEAST_BYTES) {
    throw new CommandFault(`${path}: expected base64 of at least ${LEAST_BYTES} random bytes, got ${isBase64 ? `${bytes.length} bytes` : "text that is no base64"}; make one with openssl rand -base64 32`);
  }
  return bytes;
}
