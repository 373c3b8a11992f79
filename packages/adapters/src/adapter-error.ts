/**
 * Why the world outside refused.
 *
 * - `missing_dependency`: an optional peer dependency is not installed.
 * - `disk_full`, `denied`, `not_found`: the file system said no; a service `denied` access, or what it was asked for is `not_found`.
 * - `spool_full`: more waits for the disk than may; nothing of the call was taken.
 * - `locked`: another process holds the database or the spool.
 * - `corrupt`: bytes at rest are not what their name or manifest promises.
 * - `out_of_memory`, `interrupted`: the engine stopped; the data is as it was before.
 * - `throttled`, `unreachable`: a service was too busy or did not answer, for as long as it was asked.
 * - `clock_skew`: a service does not believe this machine's clock.
 * - `bad_data`: a value at rest does not fit the type asked for.
 * - `conflict`: somebody else kept writing what this call writes; nothing of it was taken.
 * - `over_budget`: a statement reads more than it may; it was not started, or stopped.
 * - `failed`: anything else; the message carries the engine's own words.
 */
export type AdapterErrorCode =
  | "missing_dependency"
  | "disk_full"
  | "spool_full"
  | "denied"
  | "not_found"
  | "locked"
  | "corrupt"
  | "out_of_memory"
  | "interrupted"
  | "throttled"
  | "unreachable"
  | "clock_skew"
  | "bad_data"
  | "conflict"
  | "over_budget"
  | "failed";

const retryableCodes: readonly AdapterErrorCode[] = ["disk_full", "spool_full", "locked", "interrupted", "out_of_memory", "throttled", "unreachable", "clock_skew", "conflict"];

/** The world failed: a disk, a lock, an engine. The only class the adapters throw for it. */
export class AdapterError extends Error {
  override readonly name = "AdapterError";
  readonly code: AdapterErrorCode;
  /** The same call may succeed once the cause named in the message is gone; nothing has to be repaired first. */
  readonly retryable: boolean;

  constructor(code: AdapterErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
    this.retryable = retryableCodes.includes(code);
  }
}
