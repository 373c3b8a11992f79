import type { EpochMicros } from "@liftproof/events";
import type { GoldOptions } from "../gold/gold-options.ts";

/** A job on an engine without transactions over many tables: Trino or Athena. */
export interface GoldJob extends GoldOptions {
  /** Number of the run: above every other of its lake. */
  readonly runId: number;
  /** Where Athena puts what the job works with. */
  readonly location?: string;
  /** Events that happened before are not read. Default: all are. */
  readonly fromUs?: EpochMicros;
}
