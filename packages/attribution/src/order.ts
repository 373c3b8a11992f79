import type { EpochMicros } from "@liftproof/events";

/** One order to be explained. Test orders never become one. */
export interface Order {
  readonly orderId: string;
  readonly identityId: string;
  /** The event that reported the order; it may be a touch of later orders, never of this one. */
  readonly eventId: string;
  /** Server time. */
  readonly orderTsUs: EpochMicros;
  readonly receivedTsUs: EpochMicros;
  /** Whole minor units of `currency`; may be zero or negative. */
  readonly valueMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** When the checkout of this order began; `null` or absent when that is not known, and then no claim is rejected for it. */
  readonly checkoutStartedTsUs?: EpochMicros | null;
}
