import type { AttributionRules, ProofKnowledge } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";

/** What every gold statement is made from. */
export interface GoldOptions {
  readonly dialect: Dialect;
  readonly rules: AttributionRules;
  /** Events received after this instant are not read. */
  readonly watermarkUs: EpochMicros;
  /** Stretches in which the circuit breaker had lowered a key. Identity hashes and referrer codes are read from their tables. */
  readonly known?: Pick<ProofKnowledge, "loweredKeys">;
  /** Buyers with more orders than this are walked instead of joined with their touches; the facts are the same. Default 32. */
  readonly walkAbove?: number;
}
