import { tagOf } from "../format/tag-of.ts";
import { pkcs8Ed25519 } from "../format/pkcs8-ed25519.ts";
import { equalInConstantTime } from "../equal-in-constant-time.ts";
import type { TokenKey } from "../key-ring/key-ring.ts";
import { type PrivateKeys, privateKeyOf } from "../private-key-of.ts";
import type { WebSubtle } from "./web-subtle.ts";

const hmac = { name: "HMAC", hash: "SHA-256" } as const;
const ed25519 = { name: "Ed25519" } as const;

/** Tags of tokens over WebCrypto. */
export interface WebTokenCrypto {
  readonly tag: (key: TokenKey, message: Uint8Array) => Promise<Uint8Array>;
  readonly isAuthentic: (key: TokenKey, message: Uint8Array, tag: Uint8Array) => Promise<boolean>;
}

/** The primitives over `crypto.subtle`, with every key imported once. */
export function webTokenCrypto<Key>(subtle: WebSubtle<Key>, privateKeys: PrivateKeys | undefined): WebTokenCrypto {
  const verifying = oncePerKey(({ signing }) =>
    signing.algorithm === "ed25519"
      ? subtle.importKey("raw", new Uint8Array(signing.publicKey), ed25519, false, ["verify"])
      : subtle.importKey("raw", new Uint8Array(signing.secret), hmac, false, ["sign"]),
  );
  const signing = oncePerKey((key) => {
    const envelope = new Uint8Array(pkcs8Ed25519(privateKeyOf(key, privateKeys)));
    return subtle.importKey("pkcs8", envelope, ed25519, false, ["sign"]);
  });

  const hash = async (key: TokenKey, message: Uint8Array): Promise<Uint8Array> =>
    tagOf(new Uint8Array(await subtle.sign("HMAC", await verifying(key), new Uint8Array(message))));

  const isAuthentic = async (key: TokenKey, message: Uint8Array, tag: Uint8Array): Promise<boolean> =>
    key.signing.algorithm === "ed25519"
      ? subtle.verify(ed25519, await verifying(key), new Uint8Array(tag), new Uint8Array(message))
      : equalInConstantTime(tag, await hash(key, message));

  const tag = async (key: TokenKey, message: Uint8Array): Promise<Uint8Array> => {
    if (key.signing.algorithm === "hmac-sha256") return hash(key, message);
    const signature = new Uint8Array(await subtle.sign(ed25519, await signing(key), new Uint8Array(message)));
    if (!(await isAuthentic(key, message, signature))) throw new RangeError(`privateKeys: expected the one that belongs to the public key of key ${key.id}`);
    return signature;
  };

  return { tag, isAuthentic };
}

function oncePerKey<Key>(importOf: (key: TokenKey) => Promise<Key>): (key: TokenKey) => Promise<Key> {
  const imported = new Map<string, Promise<Key>>();
  return (key) => {
    let handle = imported.get(key.id);
    if (handle === undefined) {
      handle = importOf(key);
      imported.set(key.id, handle);
    }
    return handle;
  };
}
