import type { EpochMicros } from "@liftproof/events";
import { isInjected } from "./is-injected.ts";
import type { OrderWindow } from "./order-window.ts";
import type { JudgedTouch } from "./touch.ts";

/** Finds the positions of the touches of a window that came into the checkout of its order; ascending. */
export type InjectedTouches = (window: Omit<OrderWindow, "injected">) => readonly number[];

const none: readonly number[] = [];

/**
 * Looks the guarded claims of a journey up by when they came, so that an order reads no more of them than came from the
 * start of its checkout on.
 */
export function injectedTouches(touches: readonly JudgedTouch[]): InjectedTouches {
  const claims: Claim[] = [];
  let latestDelayUs = 0;
  for (let position = 0; position < touches.length; position++) {
    const touch = touches[position];
    if (touch === undefined || touch.claimedTsUs === null) continue;
    claims.push({ position, claimedTsUs: touch.claimedTsUs });
    latestDelayUs = Math.max(latestDelayUs, touch.claimedTsUs - touch.visibleFromUs);
  }
  if (claims.length === 0) return () => none;
  claims.sort((a, b) => a.claimedTsUs - b.claimedTsUs);
  return ({ order, from, to, own }) => {
    if (order.checkoutStartedTsUs === null || order.checkoutStartedTsUs === undefined) return none;
    const found: number[] = [];
    const lastUs = order.orderTsUs + latestDelayUs;
    for (let at = firstAfter(claims, Math.min(order.checkoutStartedTsUs, order.orderTsUs)); at < claims.length; at++) {
      const { position, claimedTsUs } = claims[at] ?? { position: -1, claimedTsUs: Infinity };
      if (claimedTsUs > lastUs) break;
      const touch = touches[position];
      const isInView = position >= from && position < to && position !== own && touch !== undefined && touch.visibleFromUs <= order.orderTsUs;
      if (isInView && isInjected(touch, order)) found.push(position);
    }
    return found.length === 0 ? none : found.sort((a, b) => a - b);
  };
}

interface Claim {
  readonly position: number;
  readonly claimedTsUs: EpochMicros;
}

function firstAfter(claims: readonly Claim[], instantUs: EpochMicros): number {
  let low = 0;
  let high = claims.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((claims[middle]?.claimedTsUs ?? Infinity) <= instantUs) low = middle + 1;
    else high = middle;
  }
  return low;
}
