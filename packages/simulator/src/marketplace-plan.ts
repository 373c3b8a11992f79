import type { MarketplaceOptions, MarketplacePlan } from "./marketplace-options.ts";
import { micros } from "./micros.ts";

/**
 * Fills in the defaults and refuses what cannot be played.
 *
 * @throws RangeError when `users`, `days` or `startUs` lie outside what {@link MarketplaceOptions} allows.
 */
export function marketplacePlan(options: MarketplaceOptions): MarketplacePlan {
  const { users, startUs = Date.UTC(2026, 8, 7) * micros.millisecond, days = 28 } = options;
  if (!Number.isSafeInteger(users) || users < 100 || users > 10_000_000) {
    throw new RangeError(`users: expected a whole number from 100 to 10000000, got ${users}`);
  }
  if (!Number.isSafeInteger(days) || days < 21 || days > 365) {
    throw new RangeError(`days: expected a whole number from 21 to 365, got ${days}`);
  }
  if (!Number.isSafeInteger(startUs) || startUs % micros.day !== 0) {
    throw new RangeError(`startUs: expected a midnight UTC in epoch microseconds, got ${startUs}`);
  }
  return { ...options, startUs, days };
}
