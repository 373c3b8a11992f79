import type { MintContext, MintRequest } from "@liftproof/click-token";
import type { EpochMicros } from "@liftproof/events";

/** What the caller brings to a simulated marketplace. */
export interface MarketplaceOptions {
  /** People who may visit, 100 to 10,000,000. Not all of them do. */
  readonly users: number;
  /** A safe integer. The same seed gives the same lines, byte for byte. */
  readonly seed: number;
  /** Signs click tokens with the ring in `simulatedKeyRing`; how, is the caller's affair, so nothing here needs cryptography. */
  readonly mint: (request: MintRequest, context: MintContext) => string;
  /** A midnight UTC, where day one begins. Default 2026-09-07, a Monday. */
  readonly startUs?: EpochMicros;
  /** Whole days with visits, 21 to 365, 28 by default. Late deliveries go on for three days more. */
  readonly days?: number;
}

/** The options with every default filled in. */
export type MarketplacePlan = Required<MarketplaceOptions>;
