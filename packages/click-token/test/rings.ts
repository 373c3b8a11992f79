import { loadKeyRing } from "@liftproof/click-token";
import type { KeyFile, KeyRing } from "@liftproof/click-token";

/** A base64url secret of 32 equal bytes. */
export function secretOf(byte: number): string {
  return Buffer.alloc(32, byte).toString("base64url");
}

/** A key good for the whole of 2026, changed as the test needs. */
export function keyFile(changes: Partial<KeyFile> & { readonly id: string }): KeyFile {
  return {
    secret: secretOf(Number(changes.id)),
    notBefore: "2026-01-01T00:00:00Z",
    notAfter: "2026-12-31T23:59:59Z",
    maxLifetime: "90d",
    ...changes,
  };
}

/** A ring of such keys. */
export function ringOf(...keys: readonly (Partial<KeyFile> & { readonly id: string })[]): KeyRing {
  return loadKeyRing({ keys: keys.map(keyFile) });
}

/** Epoch microseconds of an ISO instant. */
export function at(iso: string): number {
  return Date.parse(iso) * 1000;
}
