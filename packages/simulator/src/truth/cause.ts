import type { EpochMicros } from "@liftproof/events";

/** Something that really brought a person here; never a forged, replayed or invented claim. */
export interface Cause {
  readonly channel: string;
  readonly atUs: EpochMicros;
  /** How long the signature on it counts as proof; -1 when there is none. */
  readonly proofForUs: number;
}
