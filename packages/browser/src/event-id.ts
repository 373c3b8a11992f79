import type { Page } from "./page.ts";

/**
 * A new UUIDv7: the milliseconds of the page's clock, then randomness. Source: RFC 9562, section 5.7.
 *
 * Pages without a secure context have no random UUIDs; there the end is a random number, as unique and no UUID. Nor is it one by a
 * clock that stands before November 2004, whose milliseconds have fewer digits.
 */
export function eventId(page: Page): string {
  const time = `0${page.Date.now().toString(16)}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${page.crypto.randomUUID?.().slice(15) ?? page.Math.random()}`;
}
