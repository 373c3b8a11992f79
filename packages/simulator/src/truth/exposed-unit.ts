import type { EpochMicros } from "@liftproof/events";

/** What one unit is expected to do in each arm, given the visits and checkouts it makes within the window. */
export interface ExposedUnit {
  readonly arm: string;
  readonly firstExposureUs: EpochMicros;
  /** The exposure never reached the marketplace. */
  readonly lost: boolean;
  readonly control: Expectation;
  readonly treatment: Expectation;
}

/** Of one unit under one arm. */
export interface Expectation {
  /** Probability that no checkout so far completed. */
  noOrder: number;
  /** Probability that no visit so far ended with a support ticket. */
  noTicket: number;
  orders: number;
  revenueMinor: number;
}
