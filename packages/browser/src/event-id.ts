import type { Page } from "./page.ts";

/**
 * A new UUIDv7: the milliseconds of the page's clock, then randomness. Source: RFC 9562, section 5.7.
 *
 * Pages without a secure context have no random UUIDs; there the end is a random number, as unique and no UUID.
 */
export function eventId(page: Page): string {
  const time = page.Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${page.crypto.randomUUID?.().slice(15) ?? page.Math.random()}`;
}
