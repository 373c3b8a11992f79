import type { KeyRing, KeyRingFile, TokenKey } from "./key-ring.ts";
import type { KeySigning } from "./key-signing.ts";
import { loadKey } from "./load-key.ts";

/**
 * A key ring from its file's text or from the parsed object, with every mistake refused before the first click.
 *
 * @throws TypeError when something has the wrong kind or an unknown name.
 * @throws RangeError when a value is not allowed: a repeated or retired id, one secret under two ids, a short
 * secret, a public key that is none, both or none of the two, a window that ends before it starts.
 */
export function loadKeyRing(source: string | KeyRingFile): KeyRing {
  const file = record(typeof source === "string" ? parsed(source) : source, "key ring");
  for (const name of Object.keys(file)) {
    if (name !== "keys" && name !== "retired") throw new TypeError(`${name}: expected only keys and retired in a key ring`);
  }
  if (!Array.isArray(file["keys"])) throw new TypeError(`keys: expected a list of keys, got ${typeof file["keys"]}`);
  const retired = retiredIds(file["retired"]);
  const keys = new Map<string, TokenKey>();
  for (const [at, entry] of file["keys"].entries()) {
    const path = `keys[${at}]`;
    const key = loadKey(record(entry, path), path);
    if (keys.has(key.id)) throw new RangeError(`${path}.id: expected an id of its own, got ${key.id} a second time`);
    if (retired.has(key.id)) throw new RangeError(`${path}.id: expected an id never used before, got the retired ${key.id}`);
    refuseSharedSecret(keys, key, path);
    keys.set(key.id, key);
  }
  return { keys };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which holds secrets.
    throw new TypeError("key ring: expected JSON, got text that does not parse");
  }
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`${path}: expected an object, got ${Array.isArray(value) ? "a list" : String(typeof value)}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function retiredIds(value: unknown): ReadonlySet<unknown> {
  if (value === undefined) return new Set();
  if (!Array.isArray(value) || value.some((id) => typeof id !== "string")) {
    throw new TypeError("retired: expected a list of key ids as text");
  }
  return new Set(value);
}

/** One secret under two ids would stay good after one of them is revoked. */
function refuseSharedSecret(keys: ReadonlyMap<string, TokenKey>, { signing }: TokenKey, path: string): void {
  const [name, material] = materialOf(signing);
  for (const other of keys.values()) {
    const [, theirs] = materialOf(other.signing);
    const same = theirs.length === material.length && theirs.every((byte, at) => byte === material[at]);
    if (same) throw new RangeError(`${path}.${name}: expected one of its own, got that of key ${other.id}`);
  }
}

function materialOf(signing: KeySigning): readonly [name: string, bytes: Uint8Array] {
  return signing.algorithm === "ed25519" ? ["publicKey", signing.publicKey] : ["secret", signing.secret];
}
