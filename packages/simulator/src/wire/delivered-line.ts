import type { EpochMicros } from "@liftproof/events";

/** One line as it reaches the collector. */
export interface DeliveredLine {
  readonly receivedAtUs: EpochMicros;
  readonly line: string;
}
