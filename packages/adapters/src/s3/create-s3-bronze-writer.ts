import { createSpoolWriter } from "../files/spool-writer.ts";
import type { BronzeWriter } from "../files/spool-writer.ts";
import { s3Place } from "./s3-place.ts";
import type { S3Store } from "./s3-store.ts";

/** Where lines wait, and where they go. */
export interface S3BronzeWriterOptions {
  readonly store: S3Store;
  /** Folder on a disk that survives a restart; holds `spool/`. One writer each. */
  readonly root: string;
  /** Compress objects. The hash in the key is of the uncompressed bytes either way. Default true. */
  readonly gzip?: boolean;
  /** A segment is sealed once it holds this many bytes. Default 64 MiB. */
  readonly segmentBytes?: number;
}

/**
 * Opens a spool whose sealed segments become objects of a bucket.
 *
 * `append` returns when lines are on disk, whether or not the store answers; a segment leaves the disk when the store has acknowledged its
 * checksum. A store that is away fills the disk, no more: `seal` says why, and sends what waits once it is back. What a killed writer left
 * is sent behind the first appends, so `recovered.published` is empty and the manifests come with the next `seal`.
 *
 * @throws AdapterError `locked` when another process writes there; `denied`, `disk_full` or `not_found` from the file system.
 */
export function createS3BronzeWriter({ store, root, gzip = true, segmentBytes = 64 * 1024 * 1024 }: S3BronzeWriterOptions): Promise<BronzeWriter> {
  return createSpoolWriter({ root, gzip, segmentBytes, place: s3Place(store), placeMayBeAway: true });
}
