import type { EpochMicros } from "@liftproof/events";
import type { Cause } from "../truth/cause.ts";
import type { ExposedUnit } from "../truth/exposed-unit.ts";

/** A browser somebody uses. */
export interface Device {
  readonly anonId: string;
  readonly fingerprint: string;
  /** What its clock shows minus what is true; whole milliseconds in microseconds. */
  readonly clockAheadUs: number;
  /** The account signed in, null before the first sign-in. */
  userId: string | null;
}

/** Somebody who may visit: traits that do not change, and the memory the truth needs. */
export interface Person {
  readonly index: number;
  readonly country: string;
  readonly visitsPerDay: number;
  /** Signs in of their own accord, not only when they order. */
  readonly hasAccount: boolean;
  readonly takesMail: boolean;
  readonly oldBrowser: boolean;
  /** Probability that a visit starts a checkout. */
  readonly intent: number;
  /** Probability that a started checkout completes without any experiment. */
  readonly completion: number;
  /** Mean of the logarithm of an order's value in major units. */
  readonly logSpend: number;
  readonly userId: string;
  /** A second account of the same person; null for nearly everybody. */
  readonly secondUserId: string | null;
  /** When the second account is merged into the first. */
  readonly mergedAtUs: EpochMicros;
  readonly devices: readonly Device[];
  /** What really brought them here, newest last, within the lookback. */
  readonly causes: Cause[];
  /** What they saw of each experiment, by its id. */
  readonly exposed: Map<string, ExposedUnit>;
}
