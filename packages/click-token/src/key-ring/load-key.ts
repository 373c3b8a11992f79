import type { TokenKey } from "./key-ring.ts";
import { loadKeySigning } from "./load-key-signing.ts";
import { parseLifetime } from "./parse-lifetime.ts";
import { parseUtcInstant } from "./parse-utc-instant.ts";

type Entry = Readonly<Record<string, unknown>>;

const names = new Set([
  "id", "secret", "publicKey", "partner", "campaigns", "trust", "notBefore", "notAfter", "maxLifetime", "revoked",
]);

/**
 * One checked key of a ring.
 *
 * @param path - Where the entry stands, for messages.
 * @throws TypeError or RangeError, see `loadKeyRing`.
 */
export function loadKey(entry: Entry, path: string): TokenKey {
  for (const name of Object.keys(entry)) {
    if (!names.has(name)) throw new TypeError(`${path}.${name}: expected one of ${[...names].join(", ")}`);
  }
  const notBeforeUs = instantOf(entry, "notBefore", path);
  const notAfterUs = instantOf(entry, "notAfter", path);
  if (notAfterUs < notBeforeUs) throw new RangeError(`${path}.notAfter: expected an instant not before notBefore`);
  return {
    id: idOf(entry["id"], path),
    signing: loadKeySigning(entry, path),
    partner: partnerOf(entry["partner"], path),
    campaigns: campaignsOf(entry["campaigns"], path),
    trust: trustOf(entry["trust"], path),
    notBeforeUs,
    notAfterUs,
    maxLifetimeSeconds: lifetimeOf(entry["maxLifetime"], path),
    revoked: revokedOf(entry["revoked"], path),
  };
}

function idOf(id: unknown, path: string): string {
  if (typeof id !== "string") throw new TypeError(`${path}.id: expected text from "0" to "255", got ${typeof id}`);
  if (!/^(0|[1-9]\d{0,2})$/.test(id) || Number(id) > 255) throw new RangeError(`${path}.id: expected "0" to "255"`);
  return id;
}

function partnerOf(partner: unknown, path: string): string | null {
  if (partner === undefined) return null;
  return textOf(partner, `${path}.partner`);
}

function campaignsOf(campaigns: unknown, path: string): readonly string[] | null {
  if (campaigns === undefined) return null;
  if (!Array.isArray(campaigns) || campaigns.length === 0) {
    throw new TypeError(`${path}.campaigns: expected a list of at least one campaign name`);
  }
  return campaigns.map((name, at) => textOf(name, `${path}.campaigns[${at}]`));
}

function textOf(value: unknown, path: string): string {
  if (typeof value !== "string") throw new TypeError(`${path}: expected text, got ${typeof value}`);
  if (value === "") throw new RangeError(`${path}: expected text, got an empty one`);
  return value;
}

function trustOf(trust: unknown, path: string): "proof" | null {
  if (trust === undefined) return null;
  if (trust !== "proof") throw new RangeError(`${path}.trust: expected "proof" or nothing`);
  return trust;
}

function revokedOf(revoked: unknown, path: string): boolean {
  if (revoked === undefined) return false;
  if (typeof revoked !== "boolean") throw new TypeError(`${path}.revoked: expected true or false, got ${typeof revoked}`);
  return revoked;
}

function instantOf(entry: Entry, name: "notBefore" | "notAfter", path: string): number {
  const text = entry[name];
  const instant = typeof text === "string" ? parseUtcInstant(text) : null;
  if (instant === null) throw new RangeError(`${path}.${name}: expected an instant in UTC such as 2026-11-01T00:00:00Z, got ${typeof text === "string" ? JSON.stringify(text.slice(0, 40)) : typeof text}`);
  return instant;
}

function lifetimeOf(text: unknown, path: string): number {
  const seconds = typeof text === "string" ? parseLifetime(text) : null;
  if (seconds === null) throw new RangeError(`${path}.maxLifetime: expected a duration such as 30m, 24h or 90d`);
  return seconds;
}
