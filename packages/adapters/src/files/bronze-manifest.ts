import type { EpochMicros } from "@liftproof/events";

/** What one bronze object holds, written once beside it. */
export interface BronzeManifest {
  /** Key of the object, relative to the bronze root. */
  readonly object: string;
  /** SHA-256 of the uncompressed bytes, 64 hex digits. */
  readonly sha256: string;
  /** Uncompressed. */
  readonly bytes: number;
  readonly events: number;
  readonly rejected: number;
  readonly firstReceivedUs: EpochMicros;
  readonly lastReceivedUs: EpochMicros;
}

/** The manifest as it stands on disk: one line of JSON, keys in snake_case, always the same bytes for the same object. */
export function manifestText(manifest: BronzeManifest): string {
  return `${JSON.stringify({
    v: 1,
    object: manifest.object,
    sha256: manifest.sha256,
    bytes: manifest.bytes,
    events: manifest.events,
    rejected: manifest.rejected,
    first_received_ts_us: manifest.firstReceivedUs,
    last_received_ts_us: manifest.lastReceivedUs,
  })}\n`;
}
