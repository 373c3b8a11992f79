import type { MintContext, MintRequest } from "@liftproof/click-token";
import fc from "fast-check";
import { at } from "./rings.ts";

const name = fc
  .string({ minLength: 1, maxLength: 8, unit: "grapheme" })
  .filter((text) => !/\p{Cc}/u.test(text) && text.isWellFormed() && Buffer.byteLength(text) <= 20);
const eightBytes = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const issuedAtUs = fc.integer({ min: at("2026-01-01T00:00:00Z") / 1e6, max: at("2026-12-31T23:59:59Z") / 1e6 }).map((s) => s * 1e6);

const claims = {
  campaign: fc.oneof(name, fc.integer({ min: 0, max: 0xffff_ffff })),
  source: name,
  medium: name,
  partner: name,
  referrerCode: name,
  identityHash: eightBytes,
};

const click = fc.record({ kind: fc.constant("click" as const), lifetimeSeconds: fc.integer({ min: 1, max: 65_535 }).map((m) => m * 60), ...claims }, { requiredKeys: ["kind"] });
const link = fc.record({ kind: fc.constant("link" as const), lifetimeSeconds: fc.integer({ min: 1, max: 2160 }).map((h) => h * 3600), ...claims }, { requiredKeys: ["kind"] });

/** A request that key `1` of the test rings may sign, with its context. */
export const minting: fc.Arbitrary<{ readonly request: MintRequest; readonly context: MintContext }> = fc
  .record({ request: fc.oneof(click, link), issuedAtUs, nonce: eightBytes })
  .map(({ request, issuedAtUs: instant, nonce }) => ({
    request,
    context: { keyId: "1", issuedAtUs: instant, ...(request.kind === "click" ? { nonce } : {}) },
  }));
