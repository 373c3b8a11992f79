import type { TokenStatus } from "@liftproof/click-token";
import type { EpochMicros } from "@liftproof/events";

/** What a caller may say of an event; the outbox adds the id and the times. */
export interface WireEvent {
  readonly name: string;
  readonly atUs: EpochMicros;
  /** Columns of the wire, snake_case. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Default: a UUID of version 7. */
  readonly eventId?: string;
  /** What the verifier must say of its token. Default: `missing`. */
  readonly tokenStatus?: TokenStatus;
}
