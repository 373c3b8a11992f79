import type { TokenVerifier } from "@liftproof/click-token";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { EventTables } from "../catalogue/event-table.ts";
import type { EpochMicros } from "../epoch-micros.ts";

/** What `accept` needs besides the line. */
export interface AcceptContext {
  readonly receivedAtUs: EpochMicros;
  /** Judges click tokens; from a token service of `@liftproof/click-token`. */
  readonly verify: TokenVerifier;
  /** Default: the standard events. */
  readonly catalogue?: Catalogue<EventTables>;
  /** Hosts of ours, small letters: they and their subdomains are no external referrer. Default: none. */
  readonly ownHosts?: readonly string[];
}
