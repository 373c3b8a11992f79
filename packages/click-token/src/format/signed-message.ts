/** `liftproof.ct.v1` and a zero byte: no other use of the same secret can produce a token. */
const prefix: readonly number[] = [108, 105, 102, 116, 112, 114, 111, 111, 102, 46, 99, 116, 46, 118, 49, 0];

/** What the tag is computed over: the domain prefix and the token's bytes up to its tag. */
export function signedMessage(unsigned: Uint8Array): Uint8Array {
  const message = new Uint8Array(prefix.length + unsigned.length);
  message.set(prefix);
  message.set(unsigned, prefix.length);
  return message;
}
