import { filePlace } from "./file-place.ts";
import { createSpoolWriter } from "./spool-writer.ts";
import type { BronzeWriter } from "./spool-writer.ts";

/** Where and how to write bronze. */
export interface BronzeWriterOptions {
  /** Folder that holds `spool/`, `raw/` and `manifest/`. */
  readonly root: string;
  /** Compress objects. The hash in the name is of the uncompressed bytes either way. Default true. */
  readonly gzip?: boolean;
  /** A segment is sealed once it holds this many bytes. Default 64 MiB. */
  readonly segmentBytes?: number;
}

/**
 * Opens the bronze folder for writing, after recovering what a killed writer left in the spool.
 *
 * @throws AdapterError `locked` when another process writes there; `denied`, `disk_full` or `not_found` from the file system.
 */
export function createBronzeWriter({ root, gzip = true, segmentBytes = 64 * 1024 * 1024 }: BronzeWriterOptions): Promise<BronzeWriter> {
  return createSpoolWriter({ root, gzip, segmentBytes, place: filePlace({ root, gzip }), placeMayBeAway: false });
}
