import type { EpochMicros } from "@liftproof/events";

/** A stretch of receipts in which the circuit breaker had lowered a key to `report`; both ends inclusive, `null` is not over yet. */
export interface LoweredKey {
  readonly keyId: string;
  readonly fromUs: EpochMicros;
  readonly toUs: EpochMicros | null;
}

/** What is known beside the touches when tokens are judged. Everything may be left out. */
export interface ProofKnowledge {
  /** The keyed hash of an identity, as minters put it into tokens; `undefined` for an identity that is no known person. */
  readonly identityHashOf?: (identityId: string) => string | undefined;
  /** The identity behind a referrer code; `undefined` for a code nobody owns. */
  readonly referrerOf?: (referrerCode: string) => string | undefined;
  readonly loweredKeys?: readonly LoweredKey[];
}
