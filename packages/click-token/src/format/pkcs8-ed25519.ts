/** SEQUENCE { INTEGER 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING { OCTET STRING of 32 bytes } }, up to those bytes. */
const prefix: readonly number[] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/** A private key of 32 bytes in the envelope that platforms import. Source: RFC 5958 and RFC 8410, section 7. */
export function pkcs8Ed25519(seed: Uint8Array): Uint8Array {
  const envelope = new Uint8Array(prefix.length + seed.length);
  envelope.set(prefix);
  envelope.set(seed, prefix.length);
  return envelope;
}
